package io.bytebase4j.samples.citool.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class GoDurationTest {
  private final GoDuration durations = new GoDuration();

  @ParameterizedTest
  @CsvSource({
    "120s, PT2M",
    "1m30s, PT1M30S",
    "1.5h, PT1H30M",
    "300ms, PT0.3S",
    ".5s, PT0.5S",
    "2h0m0.001s, PT2H0.001S",
    "10us, PT0.00001S",
    "10µs, PT0.00001S",
    "7ns, PT0.000000007S"
  })
  void readsWhatGoReads(String text, Duration duration) {
    assertThat(durations.convert(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "5 s", "-5s", "5m x", "x5m", "5d", "1h-2m", "9999999999h"})
  void refusesWhatIsNone(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> durations.convert(text))
        .withMessageContaining("'" + text + "'");
  }

  @Property
  void partsAddUp(
      @ForAll @IntRange(max = 1000) int hours,
      @ForAll @IntRange(max = 5000) int minutes,
      @ForAll @IntRange(max = 100_000) int millis) {
    assertThat(durations.convert(hours + "h" + minutes + "m" + millis + "ms"))
        .isEqualTo(Duration.ofHours(hours).plusMinutes(minutes).plusMillis(millis));
  }
}
