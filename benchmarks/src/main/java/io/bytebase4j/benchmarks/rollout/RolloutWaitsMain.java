package io.bytebase4j.benchmarks.rollout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/**
 * Compares ways to wait for a thousand rollouts that end within a minute, each in a process of its
 * own, with the server in another.
 */
final class RolloutWaitsMain {
  private RolloutWaitsMain() {}

  /**
   * Runs it.
   *
   * @param args how many rollouts are awaited, and within how many seconds they end; 1,000 and 60
   *     unless given
   * @throws IOException if processes can't be started
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int awaited = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    Duration spread = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 60);
    System.out.println(
        "waiting    rollouts   threads   heap MB   CPU s   requests/s   KB/s   rollouts/s   delay ms   99 % ms");
    for (Waiting waiting : Waiting.values()) {
      measure(waiting, new Schedule(awaited, awaited, spread));
      measure(waiting, new Schedule(5 * awaited, awaited, spread));
    }
  }

  private static void measure(Waiting waiting, Schedule schedule)
      throws IOException, InterruptedException {
    Process server = start(WaitServer.class, schedule.args());
    try {
      List<String> args = new ArrayList<>();
      args.add("http://127.0.0.1:" + line(server));
      args.add(waiting.name());
      args.addAll(List.of(schedule.args()));
      Process run = start(WaitsRun.class, args.toArray(String[]::new));
      print(waiting, schedule, line(run));
    } finally {
      server.getOutputStream().close();
      server.waitFor();
    }
  }

  private static void print(Waiting waiting, Schedule schedule, String numbers) {
    try (Scanner scanner = new Scanner(numbers)) {
      int ended = scanner.nextInt();
      if (ended != schedule.awaited()) {
        throw new IllegalStateException("not what was to be measured: " + numbers);
      }
      int threads = scanner.nextInt();
      double heap = scanner.nextLong() / 1024.0;
      double cpu = scanner.nextLong() / 1000.0;
      long delay = scanner.nextLong();
      long longDelay = scanner.nextLong();
      double seconds = schedule.spread().toMillis() * 1.1 / 1000;
      System.out.printf(
          Locale.ROOT,
          "%-10s %8d %9d %9.1f %7.1f %12.1f %6.0f %12.1f %10d %9d%n",
          waiting.name().toLowerCase(Locale.ROOT),
          schedule.rollouts(),
          threads,
          heap,
          cpu,
          scanner.nextLong() / seconds,
          scanner.nextLong() / seconds / 1024,
          scanner.nextLong() / seconds,
          delay,
          longDelay);
    }
  }

  private static Process start(Class<?> program, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String line(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String line = out.readLine();
    if (line == null) {
      throw new IllegalStateException("the process ended before it told anything");
    }
    return line;
  }
}
