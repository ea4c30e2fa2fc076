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
 * @param clearer a name that says what was perhaps meant, where the version may be meant to go on;
 *     empty where all is clear
 */
record MigrationFileName(
    String version, String description, ChangeType changeType, String clearer) {
  private static final Pattern VERSION =
      Pattern.compile("([vV]?)([0-9]++(?:\\.[0-9]++)*+)(.*)", Pattern.DOTALL);
  private static final Pattern EXTENSION = Pattern.compile("\\.(?![0-9]+$)[^.]*$", Pattern.DOTALL);
  private static final Pattern CHANGE_TYPE =
      Pattern.compile("(?i)(?:^|.*[^\\p{Alnum}])(ddl|dml)$", Pattern.DOTALL);
  private static final Pattern SEPARATORS = Pattern.compile("[\\s_.\\-]+");
  // as Flyway writes 1.2
  private static final Pattern UNDERSCORED =
      Pattern.compile("((?:_[0-9]++)++)__.*", Pattern.DOTALL);
  // A date in parts: all files of a year would have one version.
  private static final Pattern YEAR = Pattern.compile("(?:19|20)[0-9]{2}");
  private static final Pattern MONTH_AND_DAY =
      Pattern.compile(
          "[-_](0[1-9]|1[0-2])[-_](0[1-9]|[12][0-9]|3[01])(?![0-9])(.*)", Pattern.DOTALL);
  private static final Pattern TORN = Pattern.compile("\\.+([0-9].*)", Pattern.DOTALL);

  /** Takes the name apart; empty where it does not begin with a version. */
  static Optional<MigrationFileName> parse(String fileName) {
    Matcher extension = EXTENSION.matcher(fileName);
    String stem = extension.find() ? fileName.substring(0, extension.start()) : fileName;
    Matcher name = VERSION.matcher(stem);
    if (!name.matches()) {
      return Optional.empty();
    }
    String version = name.group(2);
    String rest = name.group(3);
    String clearer = clearer(name.group(1), version, rest);
    if (!clearer.isEmpty()) {
      clearer += fileName.substring(stem.length());
    }
    ChangeType changeType = ChangeType.DDL;
    Matcher suffix = CHANGE_TYPE.matcher(rest);
    if (suffix.matches()) {
      changeType = ChangeType.valueOf(suffix.group(1).toUpperCase(Locale.ROOT));
      rest = rest.substring(0, suffix.start(1));
    }
    String description = SEPARATORS.matcher(rest).replaceAll(" ").strip();
    return Optional.of(new MigrationFileName(version, description, changeType, clearer));
  }

  /** The version that a path's name begins with; empty where there is none that can be used. */
  static Optional<MigrationVersion> versionOf(String path) {
    Optional<MigrationFileName> name = parse(path.substring(path.lastIndexOf('/') + 1));
    try {
      return name.map(found -> new MigrationVersion(found.version()));
    } catch (IllegalArgumentException e) {
      // more digits than a version has: the scan of that file says so
      return Optional.empty();
    }
  }

  private static String clearer(String prefix, String version, String rest) {
    Matcher underscored = UNDERSCORED.matcher(rest);
    if (!prefix.isEmpty() && underscored.matches()) {
      String more = underscored.group(1);
      return prefix + version + more.replace('_', '.') + rest.substring(more.length());
    }
    Matcher torn = TORN.matcher(rest);
    if (torn.matches()) {
      return prefix + version + "." + torn.group(1);
    }
    Matcher date = MONTH_AND_DAY.matcher(rest);
    if (YEAR.matcher(version).matches() && date.matches()) {
      return prefix + version + date.group(1) + date.group(2) + date.group(3);
    }
    return !rest.isEmpty() && Character.isLetter(rest.codePointAt(0))
        ? prefix + version + "_" + rest
        : "";
  }
}
