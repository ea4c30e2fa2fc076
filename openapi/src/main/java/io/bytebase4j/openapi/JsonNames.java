package io.bytebase4j.openapi;

import java.util.Locale;

/** Spelling of names. */
final class JsonNames {
  private JsonNames() {}

  /** {@code update_mask} becomes {@code updateMask}. */
  static String camelCase(String underscored) {
    StringBuilder name = new StringBuilder();
    for (String word : underscored.split("_", -1)) {
      name.append(name.isEmpty() ? word : upperFirst(word));
    }
    return name.toString();
  }

  static String upperFirst(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  static String lowerFirst(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
  }

  /** {@code savedQueries} becomes {@code savedQuery}, {@code releases} becomes {@code release}. */
  static String singular(String collection) {
    if (collection.endsWith("ies")) {
      return collection.substring(0, collection.length() - 3) + "y";
    }
    if (collection.endsWith("s")) {
      return collection.substring(0, collection.length() - 1);
    }
    throw new ConversionException(
        "collection \"" + collection + "\" is no plural: give JsonNames.singular a rule for it");
  }
}
