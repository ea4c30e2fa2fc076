package io.bytebase4j.benchmarks;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.model.Rollout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One call through the client, beside the same call by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 2,
    jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 8, time = 2)
public class ClientOverhead {
  private static final String TOKEN = "a-token-of-no-server";

  /** What is fetched. */
  @Param public Body body = Body.SMALL;

  private final ServerProcess server;
  private final BytebaseClient client;
  private final BareCall bare;

  /**
   * Starts the server; JMH does this once in each of its processes.
   *
   * @throws UncheckedIOException if the server does not start
   */
  public ClientOverhead() {
    try {
      server = new ServerProcess();
    } catch (IOException e) {
      // JMH extends this class, with a constructor that may throw nothing.
      throw new UncheckedIOException(e);
    }
    client =
        BytebaseClient.builder()
            .url(server.url())
            .credentials(Credentials.accessToken(TOKEN))
            .build();
    bare = new BareCall(server.url(), TOKEN, "bytebase4j/0");
  }

  /**
   * Stops the server.
   *
   * @throws IOException if its input can't be ended
   * @throws InterruptedException if the thread is interrupted while the server ends
   */
  @TearDown
  public void stop() throws IOException, InterruptedException {
    client.close();
    bare.close();
    server.stop();
  }

  /**
   * Through the client.
   *
   * @return the rollout
   */
  @Benchmark
  public Rollout client() {
    return client.rollouts().getRollout(body.rolloutName()).execute();
  }

  /**
   * By hand.
   *
   * @return the rollout
   * @throws IOException if the call fails
   */
  @Benchmark
  public Rollout bare() throws IOException {
    return bare.getRollout(body.rolloutName());
  }
}
