package io.bytebase4j.benchmarks.review;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/**
 * Times the scan and review of many files as whole processes, with their peak memory, each several
 * times in a process of its own. Memory is read from {@code /proc}, so it runs on Linux.
 */
final class ReviewScaleMain {
  private static final int RUNS = 5;

  /** Java takes what it may before it collects: the second shows what is needed. */
  private static final List<String> HEAPS = List.of("", "-Xmx400m");

  private record Run(double seconds, long scanMillis, long reviewMillis, long peakKb) {}

  private ReviewScaleMain() {}

  /**
   * Runs it.
   *
   * @param args the numbers of files; 10,000 and 100,000 unless given
   * @throws IOException if files can't be written or processes not started
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int[] counts =
        args.length == 0
            ? new int[] {10_000, 100_000}
            : Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
    System.out.println(
        "files    answer       heap       process s   scan ms   review ms   peak MB   (medians of 5)");
    for (int count : counts) {
      try (MigrationTree tree = MigrationTree.of(count)) {
        for (boolean warnings : new boolean[] {false, true}) {
          try (CheckServer server = new CheckServer(warnings)) {
            for (String heap : HEAPS) {
              measure(count, warnings, heap, server.url(), tree.root());
            }
          }
        }
      }
    }
  }

  private static void measure(int count, boolean warnings, String heap, String url, Path root)
      throws IOException, InterruptedException {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(run(count, warnings ? count : 0, heap, url, root));
    }
    System.out.printf(
        Locale.ROOT,
        "%-8d %-12s %-9s %10.2f %9d %11d %9d%n",
        count,
        warnings ? "1 each" : "nothing",
        heap.isEmpty() ? "default" : heap.substring("-Xmx".length()),
        median(runs.stream().mapToDouble(Run::seconds).toArray()),
        Math.round(median(runs.stream().mapToDouble(Run::scanMillis).toArray())),
        Math.round(median(runs.stream().mapToDouble(Run::reviewMillis).toArray())),
        Math.round(median(runs.stream().mapToDouble(Run::peakKb).toArray()) / 1024));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static Run run(int files, int findings, String heap, String url, Path root)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!heap.isEmpty()) {
      command.add(heap);
    }
    command.addAll(
        List.of(
            "-classpath",
            System.getProperty("java.class.path"),
            ReviewRun.class.getName(),
            url,
            root.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String line;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      line = out.readLine();
    }
    int status = process.waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (status != 0 || line == null) {
      throw new IllegalStateException("the run ended with " + status);
    }
    try (Scanner numbers = new Scanner(line)) {
      if (numbers.nextInt() != files || numbers.nextInt() != findings) {
        throw new IllegalStateException("not what was to be measured: " + line);
      }
      return new Run(seconds, numbers.nextLong(), numbers.nextLong(), numbers.nextLong());
    }
  }
}
