package io.bytebase4j.gitops.migration;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a migration file says: {@code 202505141650_create_table_t1_ddl.sql} is version
 * {@code 202505141650}, "create table t1", a change of the schema.
 *
 * @param version the digits, with dots, that the name begins with; a {@code v} may stand before
 * @param description the words between version and change type; may be empty
 * @param changeType {@code ddl} or {@code dml} at the end, in any case; DDL where there is none
 */
record MigrationFileName(String version, String description, ChangeType changeType) {
  private static final Pattern VERSION =
      Pattern.compile("[vV]?(\\d+(?:\\.\\d+)*)(.*)", Pattern.DOTALL);
  private static final Pattern CHANGE_TYPE =
      Pattern.compile("(?i)(?:^|.*[^\\p{Alnum}])(ddl|dml)$", Pattern.DOTALL);
  private static final Pattern SEPARATORS = Pattern.compile("[\\s_.\\-]+");

  /** Takes the name apart; empty where it does not begin with a version. */
  static Optional<MigrationFileName> parse(String fileName) {
    String stem =
        fileName.toLowerCase(Locale.ROOT).endsWith(".sql")
            ? fileName.substring(0, fileName.length() - ".sql".length())
            : fileName;
    Matcher version = VERSION.matcher(stem);
    if (!version.matches()) {
      return Optional.empty();
    }
    String rest = version.group(2);
    ChangeType changeType = ChangeType.DDL;
    Matcher suffix = CHANGE_TYPE.matcher(rest);
    if (suffix.matches()) {
      changeType = ChangeType.valueOf(suffix.group(1).toUpperCase(Locale.ROOT));
      rest = rest.substring(0, suffix.start(1));
    }
    String description = SEPARATORS.matcher(rest).replaceAll(" ").strip();
    return Optional.of(new MigrationFileName(version.group(1), description, changeType));
  }
}
