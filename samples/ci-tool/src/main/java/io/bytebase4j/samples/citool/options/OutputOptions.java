package io.bytebase4j.samples.citool.options;

import io.bytebase4j.samples.citool.progress.ProgressMode;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the result goes, and how progress is shown. */
public final class OutputOptions {
  @Option(
      names = "--output",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Writes the result as JSON, with the keys of bytebase-action.")
  private @Nullable Path output;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Prints the same JSON, and all else to the error output.")
  private boolean json;

  @Option(
      names = "--dotenv",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Writes BYTEBASE_PLAN=... and the like for a later step, as GitLab reads it.")
  private @Nullable Path dotenv;

  @Option(
      names = "--progress",
      scope = ScopeType.INHERIT,
      paramLabel = "KIND",
      defaultValue = "auto",
      description = "auto, table, lines or none; auto is a table in a terminal, lines elsewhere.")
  private ProgressMode progress = ProgressMode.AUTO;

  /** The file for the result. */
  public Optional<Path> output() {
    return Optional.ofNullable(output);
  }

  /** Whether the output is the result, for another program. */
  public boolean json() {
    return json;
  }

  /** The file for variables. */
  public Optional<Path> dotenv() {
    return Optional.ofNullable(dotenv);
  }

  /** How progress is shown. */
  public ProgressMode progress() {
    return progress;
  }
}
