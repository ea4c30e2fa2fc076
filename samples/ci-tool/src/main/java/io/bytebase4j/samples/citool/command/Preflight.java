package io.bytebase4j.samples.citool.command;

import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.samples.citool.result.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at the files alone. */
@Command(
    name = "preflight",
    sortOptions = false,
    header = "Checks the files alone, without a server.",
    mixinStandardHelpOptions = true,
    description = "Checks names, versions and contents of the files; needs no server.")
final class Preflight extends ToolCommand {
  @Mixin private FilesRead files = new FilesRead();

  @Override
  ExitCode run(RunResult result) {
    MigrationSet set = files.read(tool());
    tool().log().printf("%d files, %d findings%n", set.files().size(), set.findings().size());
    tool().log().flush();
    return set.errors().isEmpty() ? ExitCode.OK : ExitCode.REVIEW_BLOCKED;
  }
}
