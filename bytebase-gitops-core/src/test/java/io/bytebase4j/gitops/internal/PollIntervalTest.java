package io.bytebase4j.gitops.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** How long is waited between looks. */
class PollIntervalTest {

  /** Gives the same number again and again. */
  private record Always(double number) implements RandomGenerator {
    @Override
    public long nextLong() {
      return 0;
    }

    @Override
    public double nextDouble() {
      return number;
    }
  }

  @Test
  void waitsGrowToFiveSecondsAndAreShortAgainAfterAChange() {
    PollInterval interval = new PollInterval(new Always(0.5));

    assertThat(interval.next()).isEqualTo(Duration.ofMillis(200));
    assertThat(interval.next()).isEqualTo(Duration.ofMillis(300));
    assertThat(interval.next()).isEqualTo(Duration.ofMillis(450));
    for (int wait = 0; wait < 20; wait++) {
      interval.next();
    }
    assertThat(interval.next()).isEqualTo(Duration.ofSeconds(5));

    interval.reset();

    assertThat(interval.next()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void eachWaitIsUpToFifteenPercentShorterOrLonger() {
    assertThat(new PollInterval(new Always(0)).next()).isEqualTo(Duration.ofMillis(170));
    assertThat(new PollInterval(new Always(1)).next()).isEqualTo(Duration.ofMillis(230));
  }

  @Test
  void thoseWhoBeginTogetherDoNotGoOnTogether() {
    RandomGenerator random = new SplittableRandom(1);
    PollInterval one = new PollInterval(random);
    PollInterval other = new PollInterval(random);

    assertThat(one.next()).isNotEqualTo(other.next());
  }
}
