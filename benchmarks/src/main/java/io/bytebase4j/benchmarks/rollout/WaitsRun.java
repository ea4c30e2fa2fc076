package io.bytebase4j.benchmarks.rollout;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many waits at once, as a process of its own. */
final class WaitsRun {
  private final Schedule schedule;
  private final String url;
  private final HttpClient asked = HttpClient.newHttpClient();

  private WaitsRun(Schedule schedule, String url) {
    this.schedule = schedule;
    this.url = url;
  }

  /**
   * Waits for all that are awaited, and prints what it took: how many ended, the most threads, the
   * heap in use in kilobytes after a collection in the midst of it, the milliseconds of processor
   * time, the mean and the 99th percentile of the milliseconds between a rollout's end and the end
   * of the wait; and what the server gave: requests, bytes, rollouts.
   *
   * @param args the address of the server, the way to wait, and those of the schedule
   * @throws IOException if the server can't be asked
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    String[] rest = Arrays.copyOfRange(args, 2, args.length);
    new WaitsRun(Schedule.of(rest), args[0]).run(Waiting.valueOf(args[1]));
  }

  private void run(Waiting waiting) throws IOException, InterruptedException {
    double[] delays = new double[schedule.awaited()];
    CountDownLatch done = new CountDownLatch(schedule.awaited());
    int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
    long cpuBefore = cpuMillis();
    ManagementFactory.getThreadMXBean().resetPeakThreadCount();
    Instant begin = Instant.parse(ask("/begin"));
    long heap;
    int threads;
    try (BytebaseClient client =
            BytebaseClient.builder()
                .serverVersion("2026.8")
                .url(url)
                .credentials(Credentials.accessToken("benchmark"))
                .build();
        GitOps gitOps = GitOps.using(client).build()) {
      for (int i = 0; i < schedule.awaited(); i++) {
        int number = i;
        waiting.begin(
            client,
            gitOps,
            "projects/hr/plans/" + schedule.plan(number) + "/rollout",
            () -> {
              Instant end = begin.plus(schedule.doneAfter(number));
              delays[number] = Duration.between(end, Instant.now()).toNanos() / 1e6;
              done.countDown();
            },
            task -> {
              Thread thread = new Thread(task, "wait");
              thread.setDaemon(true);
              thread.start();
            });
      }
      done.await(schedule.spread().toMillis() / 5, TimeUnit.MILLISECONDS);
      heap = heapAfterCollection();
      done.await();
      threads = ManagementFactory.getThreadMXBean().getPeakThreadCount() - threadsBefore;
    }
    Arrays.sort(delays);
    System.out.printf(
        Locale.ROOT,
        "%d %d %d %d %.0f %.0f %s%n",
        delays.length,
        threads,
        heap / 1024,
        cpuMillis() - cpuBefore,
        Arrays.stream(delays).average().orElseThrow(),
        delays[(int) (delays.length * 0.99)],
        ask("/given"));
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long cpuMillis() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime()
        / 1_000_000;
  }

  private String ask(String path) throws IOException, InterruptedException {
    return asked
        .send(
            HttpRequest.newBuilder(URI.create(url + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
