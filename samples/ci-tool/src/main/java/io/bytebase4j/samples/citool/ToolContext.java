package io.bytebase4j.samples.citool;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the process gives to a run of the tool.
 *
 * @param environment the variables
 * @param folder the working folder
 * @param out the output
 * @param err the error output
 * @param terminal whether a person looks at the output in a terminal
 */
public record ToolContext(
    Map<String, String> environment,
    Path folder,
    PrintWriter out,
    PrintWriter err,
    boolean terminal) {

  /** A variable's value; one that is blank counts as not set, as CI platforms pass those on. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
