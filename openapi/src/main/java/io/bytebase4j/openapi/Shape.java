package io.bytebase4j.openapi;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The bindings of one method that look alike: the same verb, path parameters and body. With whole
 * resource names as parameters, one operation serves them all.
 *
 * @param path the path with resource names as parameters
 * @param bindings the bindings, at least one
 */
record Shape(String path, List<ApiFacts.Binding> bindings) {

  /** The shapes of a method, in the order of its bindings. */
  static List<Shape> of(ApiFacts.Method method) {
    Map<String, List<ApiFacts.Binding>> byForm =
        method.http().stream()
            .collect(
                Collectors.groupingBy(
                    binding -> binding.verb() + " " + form(binding) + " " + binding.body(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byForm.values().stream()
        .map(bindings -> new Shape(pathOf(bindings.get(0)), bindings))
        .toList();
  }

  private static String pathOf(ApiFacts.Binding binding) {
    return PathTemplate.parse(binding.path()).withResourceNames();
  }

  // By field, not by parameter: a method that takes a database or a changelog is still one.
  private static String form(ApiFacts.Binding binding) {
    return binding.path().replaceAll("=[^}]+", "");
  }

  ApiFacts.Binding first() {
    return bindings.get(0);
  }

  PathTemplate template() {
    return PathTemplate.parse(first().path());
  }

  /**
   * The forms of the resource names that a path parameter may hold, in Markdown; none where it
   * holds no resource name, but an id of one segment.
   */
  List<String> resourceNameForms(String parameter) {
    return variables(parameter)
        .filter(PathTemplate.Variable::isResourceName)
        .map(variable -> "`" + variable.form() + "`")
        .distinct()
        .toList();
  }

  /** The patterns of the values that a path parameter may hold, {@code *} for one segment. */
  List<String> patterns(String parameter) {
    List<String> patterns =
        variables(parameter).map(PathTemplate.Variable::pattern).distinct().toList();
    // A wildcard outside of the variables became a parameter too.
    return patterns.isEmpty() ? List.of("*") : patterns;
  }

  /** The variables, one a binding, that a path parameter stands for. */
  private Stream<PathTemplate.Variable> variables(String parameter) {
    // By field: the parameter is called after the first binding's kind, others may have another.
    Set<String> fields = new LinkedHashSet<>();
    template().variables().stream()
        .filter(variable -> variable.parameter().equals(parameter))
        .forEach(variable -> fields.add(variable.field()));
    return bindings.stream()
        .flatMap(binding -> PathTemplate.parse(binding.path()).variables().stream())
        .filter(variable -> fields.contains(variable.field()));
  }

  /** Request fields that travel in the path. */
  Set<String> boundFields() {
    Set<String> fields = new LinkedHashSet<>();
    template().variables().forEach(variable -> fields.add(variable.requestField()));
    return fields;
  }
}
