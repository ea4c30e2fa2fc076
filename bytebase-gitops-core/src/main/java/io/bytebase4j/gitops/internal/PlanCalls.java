package io.bytebase4j.gitops.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the server is asked for plans and their approval. Thread-safe. */
public interface PlanCalls {

  /**
   * What a plan is to hold: one specification.
   *
   * @param project the project
   * @param title the title
   * @param specId the id of the specification
   * @param release the release
   * @param targets the targets
   */
  record PlanDraft(
      String project, String title, String specId, String release, List<String> targets) {
    /** Copies. */
    public PlanDraft {
      targets = List.copyOf(targets);
    }

    /**
     * Whether a plan holds just this. People can change the targets of a plan and leave the id of
     * the specification as it is.
     *
     * @param plan the plan
     * @return true if it does; the order of the targets does not matter
     */
    public boolean isHeldBy(PlanData plan) {
      return plan.specs().size() == 1
          && plan.specs().stream()
              .allMatch(
                  spec ->
                      spec.id().equals(specId)
                          && spec.release().equals(release)
                          && Set.copyOf(spec.targets()).equals(Set.copyOf(targets)));
    }
  }

  /**
   * What a plan changes: one of its specifications.
   *
   * @param id its id
   * @param release the release; empty where it has none
   * @param targets the targets
   */
  record SpecData(String id, String release, List<String> targets) {
    /** Copies. */
    public SpecData {
      targets = List.copyOf(targets);
    }
  }

  /**
   * A plan.
   *
   * @param name its name
   * @param archived whether somebody has put it away
   * @param createTime when it was made, by the server's clock
   * @param specs its specifications
   * @param hasRollout whether its rollout is made
   * @param issue its issue; empty where it has none
   * @param issueStatus the issue's status as text; empty where it has none
   * @param approvalStatus the approval's status as text; empty where it has none
   */
  record PlanData(
      String name,
      boolean archived,
      Instant createTime,
      List<SpecData> specs,
      boolean hasRollout,
      String issue,
      String issueStatus,
      String approvalStatus) {
    /** Copies. */
    public PlanData {
      specs = List.copyOf(specs);
    }

    /**
     * The same with what its issue tells.
     *
     * @param status the issue's status as text
     * @param approval the approval's status as text
     * @return the plan
     */
    public PlanData withIssue(String status, String approval) {
      return new PlanData(name, archived, createTime, specs, hasRollout, issue, status, approval);
    }
  }

  /**
   * Creates a plan.
   *
   * @param draft what it is to hold
   * @return the plan
   * @throws NothingToPlanException if the server makes none, since all is applied
   * @throws io.bytebase4j.client.OutcomeUnknownException if it may have been made or not
   */
  PlanData create(PlanDraft draft);

  /**
   * Gets a plan.
   *
   * @param name its name
   * @return the plan; empty if there is none of that name
   */
  Optional<PlanData> find(String name);

  /**
   * Creates the issue that asks for a plan's approval. A plan has one at most.
   *
   * @param plan the plan
   * @param title the title; empty for that of the plan
   * @param description the text
   * @return the issue's name
   * @throws io.bytebase4j.client.PermissionDeniedException if the account may not create issues
   * @throws io.bytebase4j.client.ConflictException if the plan has an issue
   * @throws io.bytebase4j.client.OutcomeUnknownException if it may have been made or not
   */
  String createIssue(String plan, String title, String description);

  /**
   * Begins to look for the plans of a release and its targets. Nothing is asked yet.
   *
   * @param wanted the plan that is looked for
   * @param releaseTime when the release was made, by the server's clock; no plan for it is older
   * @return the search
   */
  PlanSearch search(PlanDraft wanted, Instant releaseTime);
}
