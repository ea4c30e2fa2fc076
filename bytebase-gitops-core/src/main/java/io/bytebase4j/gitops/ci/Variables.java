package io.bytebase4j.gitops.ci;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The variables of a job. Some are secrets: no value gets into the text of this. */
final class Variables {
  // What Azure leaves in the place of a variable that is not there: $(System.PullRequest.Id).
  private static final Pattern UNRESOLVED = Pattern.compile("\\$\\([A-Za-z0-9_.\\-]+\\)");

  private final Map<String, String> values = new HashMap<>();

  Variables(Map<String, String> environment) {
    environment.forEach(
        (name, value) -> {
          if (name != null && value != null && isSet(value)) {
            values.put(name, value);
          }
        });
  }

  private static boolean isSet(String value) {
    return !value.isBlank() && !UNRESOLVED.matcher(value).matches();
  }

  /** The value; empty where it is not set or blank. */
  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  boolean is(String name, String value) {
    return value.equals(values.get(name));
  }

  @Override
  public String toString() {
    return values.size() + " variables";
  }
}
