package io.bytebase4j.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of the REST binding, such as {@code /v1/{parent=projects/*}/releases:check}.
 *
 * <p>A variable names the request field that holds a resource name, and the form of that name. A
 * bare {@code *} outside a variable stands for one segment that no field holds.
 */
record PathTemplate(List<Part> parts) {

  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z0-9_.]+)(?:=([^}]+))?}");
  private static final Pattern WILDCARD_SEGMENT = Pattern.compile("([A-Za-z]+)/\\*");

  sealed interface Part permits Literal, Variable {}

  record Literal(String text) implements Part {}

  /**
   * A variable of the path.
   *
   * @param field the request field, with dots where it is a field of a field ({@code plan.name})
   * @param pattern the form of its value, {@code *} for one segment
   */
  record Variable(String field, String pattern) implements Part {
    /** The field's first part: the one that belongs to the request message itself. */
    String requestField() {
      int dot = field.indexOf('.');
      return dot < 0 ? field : field.substring(0, dot);
    }

    /** Whether the value is a resource name, not an id of one segment. */
    boolean isResourceName() {
      return pattern.indexOf('/') >= 0;
    }

    /** The form of the value with named segments: {@code projects/{project}}. */
    String form() {
      return pattern.equals("*") ? "{" + parameter() + "}" : nameSegments(pattern);
    }

    /**
     * The parameter for the whole resource name. {@code parent} stays, {@code plan.name} becomes
     * {@code planName}; a bare {@code name} or {@code resource} becomes the kind of resource
     * ({@code releaseName}), since two paths may not differ by the name of a parameter only.
     */
    String parameter() {
      if (!field.equals("name") && !field.equals("resource")) {
        return JsonNames.camelCase(field.replace('.', '_'));
      }
      String[] segments = pattern.split("/", -1);
      String last = segments[segments.length - 1];
      String kind = last.equals("*") ? JsonNames.singular(segments[segments.length - 2]) : last;
      return kind + "Name";
    }
  }

  static PathTemplate parse(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      addLiteral(parts, text.substring(end, matcher.start()), text);
      parts.add(new Variable(matcher.group(1), matcher.group(2) == null ? "*" : matcher.group(2)));
      end = matcher.end();
    }
    addLiteral(parts, text.substring(end), text);
    return new PathTemplate(List.copyOf(parts));
  }

  private static void addLiteral(List<Part> parts, String literal, String whole) {
    if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
      throw new ConversionException(
          "path \"" + whole + "\": a variable is not of the form {field=pattern}");
    }
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal));
    }
  }

  List<Variable> variables() {
    return parts.stream().filter(Variable.class::isInstance).map(Variable.class::cast).toList();
  }

  /** The path with whole resource names as parameters: {@code /v1/{parent}/releases:check}. */
  String withResourceNames() {
    return render(variable -> "{" + variable.parameter() + "}");
  }

  /** The path with one parameter a segment: {@code /v1/projects/{project}/releases:check}. */
  String withSegments() {
    return render(Variable::form);
  }

  private String render(Function<Variable, String> variableText) {
    StringBuilder path = new StringBuilder();
    for (Part part : parts) {
      path.append(
          part instanceof Variable variable
              ? variableText.apply(variable)
              : nameSegments(((Literal) part).text()));
    }
    return path.toString();
  }

  // projects/*/releases/* becomes projects/{project}/releases/{release}; likewise the one literal
  // of the API with a segment that no field holds, /v1/idps/*:test.
  private static String nameSegments(String text) {
    String named =
        WILDCARD_SEGMENT
            .matcher(text)
            .replaceAll(found -> found.group(1) + "/{" + JsonNames.singular(found.group(1)) + "}");
    if (named.indexOf('*') >= 0) {
      throw new ConversionException("path part \"" + text + "\" has a wildcard with no collection");
    }
    return named;
  }
}
