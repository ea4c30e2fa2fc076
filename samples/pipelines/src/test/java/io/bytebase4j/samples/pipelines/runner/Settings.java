package io.bytebase4j.samples.pipelines.runner;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What people set on a platform's pages.
 *
 * @param variables names and values that all may see
 * @param secrets names and values that none may see
 * @param guarded the deployment environments that somebody has to approve, where that is not said
 *     in the file
 */
public record Settings(
    Map<String, String> variables, Map<String, String> secrets, Set<String> guarded) {
  /** Copies what it is given. */
  public Settings {
    variables = Map.copyOf(variables);
    secrets = Map.copyOf(secrets);
    guarded = Set.copyOf(guarded);
  }

  /** What a fork, or a run for one, gets: variables where the platform shares them, no secret. */
  Settings withoutSecrets() {
    return new Settings(variables, Map.of(), guarded);
  }

  Settings withoutAll() {
    return new Settings(Map.of(), Map.of(), guarded);
  }

  /** Both, for platforms that put both into a step's environment. */
  Map<String, String> all() {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(secrets);
    return all;
  }
}
