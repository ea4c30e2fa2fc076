package io.bytebase4j.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Schema names of messages and enums: the full name without its package, nested names joined, so
 * that {@code bytebase.v1.Release.File} becomes {@code ReleaseFile}.
 */
final class SchemaNames {
  private final Map<String, String> byFullName;

  private SchemaNames(Map<String, String> byFullName) {
    this.byFullName = byFullName;
  }

  /**
   * Names everything the facts hold.
   *
   * @throws ConversionException if two types would get one name; also where they differ only by
   *     case, which some file systems can't tell apart
   */
  static SchemaNames of(ApiFacts facts) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> taken = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String known : WellKnownTypes.schemaNames()) {
      taken.put(known, "a well-known type");
    }
    facts.messages().keySet().forEach(fullName -> add(fullName, names, taken));
    facts.enums().keySet().forEach(fullName -> add(fullName, names, taken));
    return new SchemaNames(names);
  }

  private static void add(String fullName, Map<String, String> names, Map<String, String> taken) {
    StringBuilder name = new StringBuilder();
    for (String part : fullName.split("\\.", -1)) {
      if (Character.isUpperCase(part.charAt(0))) {
        name.append(part);
      }
    }
    String clash = taken.put(name.toString(), fullName);
    if (clash != null) {
      throw new ConversionException(
          "schema name \"" + name + "\" is wanted by both " + clash + " and " + fullName);
    }
    names.put(fullName, name.toString());
  }

  String get(String fullName) {
    String name = byFullName.get(fullName);
    if (name == null) {
      throw new ConversionException("type " + fullName + " is used but the facts do not define it");
    }
    return name;
  }
}
