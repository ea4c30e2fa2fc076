package io.bytebase4j.samples.citool.options;

import io.bytebase4j.gitops.report.file.OutputNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rollout that there is already. */
public final class RolloutChoice {
  @Option(
      names = "--rollout",
      paramLabel = "NAME",
      description = "The rollout, such as projects/hr/plans/101/rollout (BYTEBASE_ROLLOUT).")
  private @Nullable String rollout;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "The file that an earlier step wrote with --output.")
  private @Nullable Path from;

  /** The rollout's name, if one is named. */
  public Optional<String> name(Path folder) {
    if (from != null) {
      return Optional.of(read(folder.resolve(from)));
    }
    return Optional.ofNullable(rollout);
  }

  /** The rollout's name. */
  public String requireName(Path folder) {
    return name(folder)
        .orElseThrow(
            () ->
                new UsageException(
                    "which rollout? give --rollout, BYTEBASE_ROLLOUT, or --from FILE with what an"
                        + " earlier step wrote by --output"));
  }

  private static String read(Path file) {
    try {
      String name = OutputNames.read(file).rollout();
      if (name.isEmpty()) {
        throw new UsageException("--from " + file + ": it names no rollout");
      }
      return name;
    } catch (IOException e) {
      throw new UsageException("--from " + file + ": " + e.getMessage());
    }
  }
}
