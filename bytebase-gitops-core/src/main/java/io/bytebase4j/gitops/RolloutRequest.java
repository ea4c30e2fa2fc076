package io.bytebase4j.gitops;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is to be rolled out, and where: all that {@link GitOps#prepare} needs for the way from files
 * to a rollout. Begin with {@link #of}. Immutable.
 *
 * @param release what is to be released; its targets are those of the rollout
 * @param targets the databases, or one database group; at least one, none twice
 * @param title what people see on the server; empty for the release's id
 * @param approval whose approval is waited for before there is a rollout
 * @param journal where it is written down what was done; {@link GitOpsJournal#none()} for nowhere
 */
public record RolloutRequest(
    ReleaseRequest release,
    List<String> targets,
    String title,
    ApprovalPolicy approval,
    GitOpsJournal journal) {
  /**
   * Checks the names; nothing is sent.
   *
   * @param release what is to be released
   * @param targets the databases, or one database group; at least one, none twice
   * @param title what people see on the server; empty for the release's id
   * @param approval whose approval is waited for before there is a rollout
   * @param journal where it is written down what was done
   * @throws IllegalArgumentException if a target is no such name
   */
  public RolloutRequest {
    targets = ResourceNames.requireTargets(targets);
    release = release.forTargets(targets);
  }

  /**
   * Makes a request that waits for nobody's approval and keeps no journal.
   *
   * @param project the project, for example {@code projects/hr}
   * @param migrations the files
   * @param targets the databases, or one database group; at least one, none twice
   * @return the request
   * @throws IllegalArgumentException if a name is not of its form
   * @throws io.bytebase4j.gitops.migration.InvalidMigrationsException if the files can't be used
   */
  public static RolloutRequest of(String project, MigrationSet migrations, List<String> targets) {
    return new RolloutRequest(
        ReleaseRequest.of(project, migrations),
        targets,
        "",
        ApprovalPolicy.none(),
        GitOpsJournal.none());
  }

  /**
   * Sets what else belongs to the release: the commit, a run key, the form of its id.
   *
   * @param change makes of the request for the release the one that is wanted
   * @return a copy
   */
  public RolloutRequest withRelease(UnaryOperator<ReleaseRequest> change) {
    return new RolloutRequest(change.apply(release), targets, title, approval, journal);
  }

  /**
   * Sets the plan's title.
   *
   * @param title what people see on the server; at most 200 characters
   * @return a copy
   */
  public RolloutRequest withTitle(String title) {
    return new RolloutRequest(release, targets, title, approval, journal);
  }

  /**
   * Sets whose approval is waited for before there is a rollout.
   *
   * @param approval the policy
   * @return a copy
   */
  public RolloutRequest withApproval(ApprovalPolicy approval) {
    return new RolloutRequest(release, targets, title, approval, journal);
  }

  /**
   * Sets where it is written down what was done. A later run with the same journal goes on where
   * this one stopped.
   *
   * @param journal the journal
   * @return a copy
   */
  public RolloutRequest withJournal(GitOpsJournal journal) {
    return new RolloutRequest(release, targets, title, approval, journal);
  }
}
