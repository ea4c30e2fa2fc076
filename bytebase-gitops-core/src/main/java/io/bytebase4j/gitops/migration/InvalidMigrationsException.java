package io.bytebase4j.gitops.migration;

import io.bytebase4j.gitops.common.GitOpsException;
import java.util.List;
import java.util.stream.Collectors;

/** The migration files can't be used as they are; each reason is a finding. Nothing was sent. */
public final class InvalidMigrationsException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  private final transient List<MigrationFinding> findings;

  InvalidMigrationsException(List<MigrationFinding> errors) {
    super(
        errors.stream()
            .map(MigrationFinding::toString)
            .collect(Collectors.joining("\n  ", "migration files can't be used:\n  ", "")));
    this.findings = List.copyOf(errors);
  }

  /**
   * The findings that stand in the way.
   *
   * @return errors only, ordered by path
   */
  public List<MigrationFinding> findings() {
    return findings;
  }
}
