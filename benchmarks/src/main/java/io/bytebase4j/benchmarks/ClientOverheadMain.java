package io.bytebase4j.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link ClientOverhead} and tells the client's cost as a multiple of the bare call's. */
final class ClientOverheadMain {
  private ClientOverheadMain() {}

  /**
   * Runs it.
   *
   * @param args options of JMH, which go before those of the benchmark
   * @throws CommandLineOptionException if JMH does not know them
   * @throws RunnerException if a benchmark fails
   */
  public static void main(String[] args) throws CommandLineOptionException, RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .parent(new CommandLineOptions(args))
                    .include(ClientOverhead.class.getName() + "\\.")
                    .addProfiler(GCProfiler.class)
                    .shouldFailOnError(true)
                    .build())
            .run();
    System.out.println();
    for (Body body : Body.values()) {
      RunResult client = find(results, "client", body);
      RunResult bare = find(results, "bare", body);
      print(body, "time", client.getPrimaryResult(), bare.getPrimaryResult());
      print(body, "allocation", allocation(client), allocation(bare));
    }
  }

  private static RunResult find(Collection<RunResult> results, String arm, Body body) {
    return results.stream()
        .filter(result -> result.getPrimaryResult().getLabel().equals(arm))
        .filter(result -> result.getParams().getParam("body").equals(body.name()))
        .findFirst()
        .orElseThrow();
  }

  private static Result<?> allocation(RunResult result) {
    return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
  }

  // Medians: another process on the machine slows some of the iterations down, by far.
  private static void print(Body body, String what, Result<?> client, Result<?> bare) {
    double clients = client.getStatistics().getPercentile(50);
    double bares = bare.getStatistics().getPercentile(50);
    System.out.printf(
        Locale.ROOT,
        "%s body (%,d bytes), %s: client / bare = %,.1f / %,.1f %s = %.2f%n",
        body.name().toLowerCase(Locale.ROOT),
        body.json().length(),
        what,
        clients,
        bares,
        client.getScoreUnit(),
        clients / bares);
  }
}
