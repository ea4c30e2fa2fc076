package io.bytebase4j.testkit.internal.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method of the API and the path it answers at.
 *
 * @param procedure for example {@code /bytebase.v1.ReleaseService/CheckRelease}
 * @param verb the HTTP method
 * @param pattern the path; its one group is the resource name, if the path has one
 * @param custom whether the path ends in a {@code :verb}
 * @param input the request's message
 * @param body {@code *}: the HTTP body is the whole request; a name: it is that field; empty: there
 *     is none
 * @param permission what the caller needs; empty if the method decides itself
 * @param open whether it answers without a token
 */
public record ApiMethod(
    String procedure,
    String verb,
    Pattern pattern,
    boolean custom,
    String input,
    String body,
    String permission,
    boolean open) {

  private static final Pattern VARIABLE = Pattern.compile("\\{[^=}]+(?:=([^}]*))?}");

  /** Turns a template such as {@code /v1/{parent=projects/*}/releases} into a pattern. */
  static Pattern pattern(String template) {
    StringBuilder regex = new StringBuilder();
    Matcher variable = VARIABLE.matcher(template);
    int end = 0;
    while (variable.find()) {
      regex.append(quoted(template.substring(end, variable.start())));
      String inner = variable.group(1) == null ? "*" : variable.group(1);
      regex.append('(').append(quoted(inner)).append(')');
      end = variable.end();
    }
    return Pattern.compile(regex.append(quoted(template.substring(end))).toString());
  }

  private static String quoted(String literal) {
    return Pattern.quote(literal).replace("**", "\\E.+\\Q").replace("*", "\\E[^/]+\\Q");
  }

  /** The resource name in a path that matches, or an empty text. */
  public String resource(String path) {
    Matcher matcher = pattern.matcher(path);
    return matcher.matches() && matcher.groupCount() > 0 ? matcher.group(1) : "";
  }

  /** Whether the method answers at a path, whatever the verb. */
  public boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
