package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.OutcomeUnknownException;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.NothingToPlanException;
import io.bytebase4j.gitops.internal.PlanCalls;
import io.bytebase4j.gitops.internal.PlanCalls.PlanData;
import io.bytebase4j.gitops.internal.PlanCalls.PlanDraft;
import io.bytebase4j.gitops.internal.PlanSearch;
import io.bytebase4j.gitops.internal.ReleaseCalls;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleaseData;
import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import io.bytebase4j.gitops.internal.ServerDialect;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import io.bytebase4j.gitops.rollout.approval.ApprovalQuestion;
import io.bytebase4j.gitops.rollout.approval.Approvals;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds or makes plans and their rollouts. Thread-safe. */
public final class Planner {
  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
  private static final int MOST_SENDS = 3;

  /** What a server may still be at work on when its answer is lost is done after that time. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private final PlanCalls plans;
  private final ReleaseCalls releases;
  private final RolloutCalls rollouts;
  private final Approvals approvals;
  private final Sleeper sleeper;

  /**
   * Plans on a server.
   *
   * @param server the server
   * @param clock the time
   * @param sleeper how to pass it
   */
  public Planner(ServerDialect server, Clock clock, Sleeper sleeper) {
    this.plans = server.plans();
    this.releases = server.releases();
    this.rollouts = server.rollouts();
    this.approvals = new Approvals(server.plans(), clock, sleeper);
    this.sleeper = sleeper;
  }

  /**
   * Finds the plan of a release and its targets, or makes it. Plans that people have put away are
   * passed over. If several were made at once, all who ask get the same one: that with a rollout,
   * or else that with the lowest number. The order of the targets does not matter.
   *
   * @param request what goes where
   * @return the plan
   * @throws PlanOutcomeUnknownException if it can't be told whether the plan was made
   * @throws NothingToRollOutException if the server makes no plan, since all is applied
   * @throws BytebaseException if the server can't be asked or refuses
   */
  public PlanRef plan(PlanRequest request) {
    PlanDraft draft =
        new PlanDraft(
            ResourceNames.projectOf(request.release()),
            request.title(),
            specId(request),
            request.release(),
            request.targets());
    Instant releaseTime = request.releaseTime();
    if (releaseTime == null) {
      // For a release that there is not, the server refuses the plan, which says so best.
      Optional<ReleaseData> release = releases.find(request.release());
      releaseTime = release.map(ReleaseData::createTime).orElse(Instant.MAX);
    }
    PlanSearch search = plans.search(draft, releaseTime);
    if (!request.releaseIsNew() && !releaseTime.equals(Instant.MAX)) {
      search.lookThroughAll();
    }
    return search.current().isEmpty() ? make(draft, search) : result(draft, search, null);
  }

  // The same release for the same targets always gets the same id, so that its plan can be told.
  private static String specId(PlanRequest request) {
    List<String> targets = request.targets().stream().sorted().toList();
    String seed = request.release() + '\0' + String.join("\0", targets);
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private PlanRef make(PlanDraft draft, PlanSearch search) {
    for (int sent = 1; ; sent++) {
      OutcomeUnknownException lost = null;
      try {
        PlanData made = plans.create(draft);
        if (search.lookBelow(made)) {
          return result(draft, search, made);
        }
      } catch (NothingToPlanException e) {
        throw new NothingToRollOutException(draft.release(), draft.targets(), e);
      } catch (OutcomeUnknownException e) {
        lost = e;
      }
      lookAfterLoss(draft, search, sent, lost);
      if (!search.current().isEmpty()) {
        return result(draft, search, null);
      }
      if (search.isCut()) {
        String why = "there are too many plans to look at all of them";
        throw new PlanOutcomeUnknownException(draft, sent, why, lost, null);
      }
      if (sent == MOST_SENDS) {
        throw new PlanOutcomeUnknownException(draft, sent, "no plan is found", lost, null);
      }
      LOG.info("the plan of {} is not there: it is asked for again", draft.release());
    }
  }

  private void lookAfterLoss(
      PlanDraft draft, PlanSearch search, int sent, @Nullable OutcomeUnknownException lost) {
    try {
      search.lookThroughAll();
      if (search.current().isEmpty()) {
        sleeper.sleep(LATE);
        search.lookThroughAll();
      }
    } catch (BytebaseException e) {
      throw new PlanOutcomeUnknownException(draft, sent, "it can't be looked for", lost, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlanOutcomeUnknownException(draft, sent, "the thread is interrupted", lost, e);
    }
  }

  private static PlanRef result(PlanDraft draft, PlanSearch search, @Nullable PlanData made) {
    List<String> names = search.current().stream().map(PlanData::name).toList();
    String name = names.get(0);
    boolean adopted = made == null || !name.equals(made.name());
    List<String> orphans = names.subList(1, names.size());
    if (search.isCut()) {
      LOG.warn(
          "not all plans in {} could be looked at for other plans of {}",
          draft.project(),
          draft.release());
    }
    return new PlanRef(name, draft.release(), adopted, orphans, search.isCut());
  }

  /**
   * Creates the rollout of a plan, or finds the one there is. It runs nothing yet.
   *
   * @param plan the plan
   * @return the rollout's name
   * @throws BytebaseException if the server can't be asked or refuses
   * @throws EmptyRolloutException if it has no tasks
   */
  public String rollout(PlanRef plan) {
    RolloutData rollout = rollouts.create(plan.name());
    if (!rollouts.leavesOutWhatIsApplied()
        && rollout.stages().stream().allMatch(stage -> stage.tasks().isEmpty())) {
      throw new EmptyRolloutException(rollout.name());
    }
    return rollout.name();
  }

  /**
   * Waits for the approval of a plan, and then creates its rollout, or finds the one there is. It
   * runs nothing yet.
   *
   * @param plan the plan
   * @param approval whose approval is waited for
   * @return the rollout's name
   * @throws io.bytebase4j.gitops.rollout.approval.ApprovalException if there is none; then no
   *     rollout is asked for
   * @throws BytebaseException if the server can't be asked or refuses
   * @throws EmptyRolloutException if it has no tasks
   */
  public String rollout(PlanRef plan, ApprovalPolicy approval) {
    approvals.require(approval, ApprovalQuestion.beforeRollout(plan.name(), plan.release()));
    return rollout(plan);
  }
}
