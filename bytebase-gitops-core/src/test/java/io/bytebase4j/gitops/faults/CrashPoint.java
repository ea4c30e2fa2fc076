package io.bytebase4j.gitops.faults;

import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.RecordedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A moment of the path: a request is on its way, or its answer is. How often a run looks at a stage
 * differs from run to run, so what comes after a stage's start is counted from there, and of each
 * kind only the first one.
 *
 * @param stagesBegun how many stages were started before
 * @param method the request's method
 * @param path a regular expression for its path
 * @param occurrence which one of its kind, counted from 1
 */
record CrashPoint(int stagesBegun, String method, String path, int occurrence) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String START = ".*/tasks:batchRun";

  /** Where each file is a task, there may be more, but how many differs from run to run. */
  private static final int MOST_STARTS = 2;

  /** Which way the message goes that is lost. */
  enum Side {
    /** The server has not acted on the request, and never will. */
    REQUEST,
    /** The server has acted on it. */
    ANSWER
  }

  /** All moments of a run. */
  static List<CrashPoint> of(List<RecordedRequest> run) {
    List<CrashPoint> points = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    int begun = 0;
    for (RecordedRequest request : run) {
      String path =
          request
              .path()
              .replaceFirst("\\?.*", "")
              .replaceFirst("/releases/[^/]+", "/releases/[^/]+")
              .replaceFirst("/plans/[0-9]+", "/plans/[0-9]+")
              .replaceFirst("/rollouts/[0-9]+", "/rollouts/[0-9]+")
              .replaceFirst("/stages/[0-9]+", "/stages/[0-9]+");
      int occurrence = counts.merge(request.method() + path, 1, Integer::sum);
      // Whether a stage is looked at again depends on how fast it is done.
      boolean sure = !(request.method().equals("GET") && path.endsWith("/rollout"));
      if (begun == 0 || (occurrence == 1 && begun <= MOST_STARTS && sure)) {
        points.add(new CrashPoint(begun, request.method(), path, occurrence));
      }
      if (path.matches(START)) {
        begun++;
        counts.clear();
      }
    }
    return points;
  }

  /** Whether a second request of this kind would make or do something more. */
  boolean creates() {
    return method.equals("POST")
        && (path.endsWith("/releases") || path.endsWith("/plans") || path.matches(START));
  }

  /** Lets a run go on until it is here, where a message is held. */
  void await(Faults faults, Side side, RunStart start) throws Exception {
    Faults.Rule here =
        arm(
            faults,
            () -> faults.everyNth(occurrence, method, path),
            matching -> side == Side.REQUEST ? matching.holdRequest() : matching.holdAnswer(),
            start);
    here.awaitFired(1, PATIENCE);
    here.cancel();
  }

  /** Lets a run go on until it is here, where something befalls the first requests of the kind. */
  Faults.Rule meet(
      Faults faults, int times, Function<Faults.Matching, Faults.Rule> fault, RunStart start)
      throws Exception {
    return arm(faults, () -> faults.next(times, method, path), fault, start);
  }

  /** Starts the run that is to come here. */
  interface RunStart {
    void start() throws Exception;
  }

  private Faults.Rule arm(
      Faults faults,
      Supplier<Faults.Matching> matching,
      Function<Faults.Matching, Faults.Rule> fault,
      RunStart start)
      throws Exception {
    if (stagesBegun == 0) {
      Faults.Rule here = fault.apply(matching.get());
      start.start();
      return here;
    }
    Faults.Rule before = faults.everyNth(stagesBegun, "POST", START).holdAnswer();
    start.start();
    before.awaitFired(1, PATIENCE);
    before.cancel();
    Faults.Rule here = fault.apply(matching.get());
    before.release();
    return here;
  }

  /** As people call it, for example {@code POST releases}. */
  @Override
  public String toString() {
    String shown = path.replaceFirst("/v1/(projects/hr/)?", "").replaceAll("\\[[^]]+]\\+", "*");
    return (stagesBegun == 0 ? "" : "stage " + stagesBegun + " begun: ")
        + method
        + " "
        + shown
        + (occurrence == 1 ? "" : " (" + occurrence + ")");
  }
}
