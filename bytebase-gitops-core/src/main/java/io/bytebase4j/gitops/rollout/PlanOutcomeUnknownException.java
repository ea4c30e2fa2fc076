package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.GitOpsException;
import io.bytebase4j.gitops.internal.PlanCalls.PlanDraft;
import org.jspecify.annotations.Nullable;

/**
 * A plan was asked for, and it can't be told whether it was made. If it was, it runs nothing;
 * planning the same again, once the server can be asked, finds it or makes it.
 */
public final class PlanOutcomeUnknownException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /** Where to look. */
  private final String project;

  /** What to look for. */
  private final String specId;

  PlanOutcomeUnknownException(
      PlanDraft plan, int sent, String why, @Nullable Exception lost, @Nullable Exception look) {
    super(
        "it is not known whether the server made the plan of %s for %s: of %d requests none was answered as it should be, and %s."
                .formatted(plan.release(), plan.targets(), sent, why)
            + " Look in %s for a plan whose specification has the id %s; it runs nothing by itself. Planning the same again finds it or makes it."
                .formatted(plan.project(), plan.specId())
            + " A list of the plans needs the permission bb.plans.list, which the role GitOps Service Agent lacks."
            + (lost == null ? "" : " What went wrong: " + lost.getMessage())
            + (look == null ? "" : " What went wrong then: " + look.getMessage()));
    this.project = plan.project();
    this.specId = plan.specId();
    if (lost != null) {
      initCause(lost);
    }
    if (look != null) {
      addSuppressed(look);
    }
  }

  /**
   * Where to look.
   *
   * @return the project, for example {@code projects/hr}
   */
  public String project() {
    return project;
  }

  /**
   * What to look for.
   *
   * @return the id of the plan's specification, a UUID
   */
  public String specId() {
    return specId;
  }
}
