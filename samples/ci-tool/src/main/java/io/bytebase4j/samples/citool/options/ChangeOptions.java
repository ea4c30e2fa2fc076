package io.bytebase4j.samples.citool.options;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.migration.MigrationFinding;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.migration.MigrationSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which files go to which databases. */
public final class ChangeOptions {
  @Option(
      names = "--project",
      scope = ScopeType.INHERIT,
      paramLabel = "PROJECT",
      description = "The project, such as projects/hr (BYTEBASE_PROJECT).")
  private @Nullable String project;

  @Option(
      names = "--targets",
      scope = ScopeType.INHERIT,
      split = ",",
      paramLabel = "TARGET",
      description =
          "The databases, such as instances/pg/databases/app, or one database group "
              + "(BYTEBASE_TARGETS); separated by commas, or repeated.")
  private @Nullable List<String> targets;

  @Option(
      names = "--file-pattern",
      scope = ScopeType.INHERIT,
      paramLabel = "PATTERN",
      description = "Which files, such as 'migration/*.sql', below the working folder.")
  private @Nullable String pattern;

  @Option(
      names = "--declarative",
      scope = ScopeType.INHERIT,
      description = "The files declare the whole schema, they are no versioned steps.")
  private boolean declarative;

  @Option(
      names = "--skip-unversioned",
      scope = ScopeType.INHERIT,
      description =
          "Leaves files whose names have no version aside, as bytebase-action does, "
              + "where they are an error otherwise.")
  private boolean skipUnversioned;

  /** The project's name. */
  public String project() {
    if (project == null) {
      throw new UsageException("which project? give --project or BYTEBASE_PROJECT");
    }
    return project;
  }

  /** Whether a project was named. */
  public boolean hasProject() {
    return project != null;
  }

  /** Whether databases were named. */
  public boolean hasTargets() {
    return !given().isEmpty();
  }

  private List<String> given() {
    return targets == null
        ? List.of()
        : targets.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
  }

  /** The names of the databases, or of the group. */
  public List<String> targets() {
    List<String> given = given();
    if (given.isEmpty()) {
      throw new UsageException("which databases? give --targets or BYTEBASE_TARGETS");
    }
    return given;
  }

  /** Whether files were named. */
  public boolean hasFiles() {
    return pattern != null;
  }

  /**
   * Where the files lie.
   *
   * @param folder what the pattern starts from
   */
  public MigrationSource source(Path folder) {
    if (pattern == null) {
      throw new UsageException("which files? give --file-pattern, such as 'migration/*.sql'");
    }
    MigrationSource source = MigrationSource.of(folder, pattern);
    return declarative ? source.declarative(Clock.systemUTC().instant()) : source;
  }

  /**
   * Reads the files.
   *
   * @param folder what the pattern starts from
   */
  public MigrationSet files(Path folder) {
    MigrationSet set = source(folder).scan();
    return skipUnversioned
        ? set.withSeverity(MigrationFinding.Code.NO_VERSION, Severity.WARNING)
        : set;
  }
}
