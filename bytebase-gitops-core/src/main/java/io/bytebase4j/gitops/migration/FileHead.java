package io.bytebase4j.gitops.migration;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the comments before the first statement of a file say.
 *
 * @param migrationType the value of {@code -- migration-type: ghost}, in lower case; empty where
 *     there is no such comment
 * @param line the line of that comment, from 1; 0 where there is none
 * @param ghostDirective whether there is a line like <code>-- gh-ost = {}</code>, which servers of
 *     2026 read
 */
record FileHead(String migrationType, int line, boolean ghostDirective) {
  private static final Pattern MIGRATION_TYPE =
      Pattern.compile("--\\s*migration-type\\s*:\\s*(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern GHOST_DIRECTIVE =
      Pattern.compile("--\\s*gh-ost\\s*=\\s*\\{.*", Pattern.CASE_INSENSITIVE);

  static FileHead parse(String text) {
    String type = "";
    int typeLine = 0;
    boolean directive = false;
    int line = 0;
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      String content = text.substring(from, end < 0 ? text.length() : end).strip();
      line++;
      if (!content.isEmpty() && !content.startsWith("--")) {
        break;
      }
      Matcher found = MIGRATION_TYPE.matcher(content);
      if (typeLine == 0 && found.matches()) {
        type = found.group(1).strip().toLowerCase(Locale.ROOT);
        typeLine = line;
      }
      directive |= GHOST_DIRECTIVE.matcher(content).matches();
      from = end < 0 ? text.length() : end + 1;
    }
    return new FileHead(type, typeLine, directive);
  }
}
