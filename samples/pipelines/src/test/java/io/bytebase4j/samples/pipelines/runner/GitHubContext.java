package io.bytebase4j.samples.pipelines.runner;

import java.util.HashMap;
import java.util.Map;

/** What the expressions of a job may ask for. Not thread-safe. */
final class GitHubContext implements GitHubExpression.Context {
  private final Map<String, String> github;
  private final Settings settings;
  private final Map<String, JobResult> needs;
  private final Map<String, Map<String, String>> steps = new HashMap<>();
  private Map<String, String> env = Map.of();
  private boolean failed;

  GitHubContext(Map<String, String> github, Settings settings, Map<String, JobResult> needs) {
    this.github = github;
    this.settings = settings;
    this.needs = needs;
  }

  void env(Map<String, String> variables) {
    env = Map.copyOf(variables);
  }

  void stepEnded(String id, Map<String, String> outputs) {
    steps.put(id, outputs);
  }

  void fail() {
    failed = true;
  }

  @Override
  public boolean hasFailed() {
    return failed;
  }

  @Override
  public String value(Tokens tokens, String name) {
    int dot = name.indexOf('.');
    String rest = name.substring(dot + 1);
    return switch (dot < 0 ? name : name.substring(0, dot)) {
      case "github" -> known(tokens, github, rest, name);
      case "vars" -> settings.variables().getOrDefault(rest, "");
      case "secrets" -> settings.secrets().getOrDefault(rest, "");
      case "env" -> known(tokens, env, rest, name);
      case "needs" -> {
        String[] parts = rest.split("\\.outputs\\.", 2);
        JobResult result = needs.get(parts[0]);
        if (result == null || parts.length < 2) {
          throw tokens.refuse("asks for " + name + ", which is no output of a needed job");
        }
        yield known(tokens, result.outputs(), parts[1], name);
      }
      case "steps" -> {
        String[] parts = rest.split("\\.outputs\\.", 2);
        Map<String, String> outputs = steps.get(parts[0]);
        if (outputs == null || parts.length < 2) {
          throw tokens.refuse("asks for " + name + ", which is no output of an earlier step");
        }
        yield known(tokens, outputs, parts[1], name);
      }
      default -> throw tokens.refuse("asks for " + name + ", which is not known here");
    };
  }

  // Where GitHub gives an empty text for what there is not, a slip of the pen would go unseen.
  private static String known(Tokens tokens, Map<String, String> values, String key, String name) {
    String value = values.get(key);
    if (value == null) {
      throw tokens.refuse("asks for " + name + ", and there are only " + values.keySet());
    }
    return value;
  }
}
