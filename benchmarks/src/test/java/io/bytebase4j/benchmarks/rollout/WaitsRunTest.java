package io.bytebase4j.benchmarks.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is what is said to be. */
class WaitsRunTest {
  private static final Schedule SCHEDULE = new Schedule(40, 20, Duration.ofMillis(300));

  @ParameterizedTest
  @EnumSource(names = {"BLOCKING", "ASYNC"})
  void allThatAreAwaitedEnd(Waiting waiting) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (WaitServer server = new WaitServer(SCHEDULE)) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.US_ASCII));
      WaitsRun.main(
          Stream.concat(Stream.of(server.url(), waiting.name()), Arrays.stream(SCHEDULE.args()))
              .toArray(String[]::new));
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.US_ASCII)).matches("20( \\d+){8}\\R");
  }

  @Test
  void eachAwaitedOneHasItsTimeWithinTheSpread() {
    assertThat(IntStream.range(0, 20).map(SCHEDULE::plan)).doesNotHaveDuplicates();
    assertThat(IntStream.range(0, 20)).allMatch(i -> SCHEDULE.number(SCHEDULE.plan(i)) == i);
    assertThat(IntStream.range(101, 141).filter(plan -> SCHEDULE.number(plan) < 0)).hasSize(20);
    assertThat(IntStream.range(0, 20).mapToObj(SCHEDULE::doneAfter))
        .doesNotHaveDuplicates()
        .allMatch(time -> time.compareTo(Duration.ofMillis(30)) >= 0)
        .allMatch(time -> time.compareTo(Duration.ofMillis(330)) < 0);
  }
}
