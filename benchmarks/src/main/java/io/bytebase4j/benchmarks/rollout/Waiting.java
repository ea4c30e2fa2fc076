package io.bytebase4j.benchmarks.rollout;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.model.TaskStatus;
import io.bytebase4j.gitops.GitOps;
import java.time.Duration;
import java.util.concurrent.Executor;

/** A way to wait until nothing of a rollout is under way. */
enum Waiting {
  /** What a caller would write, and the reference action does: GetRollout every five seconds. */
  LOOP {
    @Override
    void begin(BytebaseClient client, GitOps gitOps, String rollout, Runnable done, Executor own) {
      own.execute(
          () -> {
            while (isUnderWay(client, rollout)) {
              sleep();
            }
            done.run();
          });
    }
  },
  /** The library's wait on the caller's thread. */
  BLOCKING {
    @Override
    void begin(BytebaseClient client, GitOps gitOps, String rollout, Runnable done, Executor own) {
      own.execute(
          () -> {
            gitOps.attach(rollout).await(LONGEST);
            done.run();
          });
    }
  },
  /** The library's wait without a thread of the caller's. */
  ASYNC {
    @Override
    void begin(BytebaseClient client, GitOps gitOps, String rollout, Runnable done, Executor own) {
      gitOps
          .attach(rollout)
          .awaitAsync(LONGEST)
          .whenComplete(
              (outcome, fault) -> {
                if (fault == null) {
                  done.run();
                }
              });
    }
  };

  static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /**
   * Begins to wait.
   *
   * @param done called when the wait is over
   * @param own gives each task a thread of its own
   */
  abstract void begin(
      BytebaseClient client, GitOps gitOps, String rollout, Runnable done, Executor own);

  private static boolean isUnderWay(BytebaseClient client, String rollout) {
    return client.rollouts().getRollout(rollout).execute().getStages().stream()
        .flatMap(stage -> stage.getTasks().stream())
        .anyMatch(task -> TaskStatus.RUNNING.equals(task.getStatus()));
  }

  private static void sleep() {
    try {
      Thread.sleep(INTERVAL.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
