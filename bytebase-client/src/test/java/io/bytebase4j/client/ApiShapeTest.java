package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApiShapeTest {

  private static ServerVersion version(String text) {
    return ServerVersion.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "0.13.0,",
    "2.23.1,",
    "3.5.2,",
    "3.6.0, V3_6",
    "3.6.2, V3_6",
    "3.7.0, V3_7",
    "3.8.1, V3_7",
    "3.9.0, V3_7",
    "3.9, V3_7",
    "3.9.1, V3_9_1",
    "3.9.2, V3_9_1",
    "3.10.0-rc1, V3_9_1",
    "3.13.1, V3_9_1",
    "3.14.0,",
    "3.14.1,",
    "3.15.0, V3_15",
    "3.21.1, V3_15",
    "3.22.0, V3_15",
    "4.0.0, V3_15",
    "2026.8, V3_15",
    "2027.1, V3_15"
  })
  void versionHasItsShape(String version, ApiShape shape) {
    assertThat(ApiShape.of(version(version)).orElse(null)).isEqualTo(shape);
  }

  @Test
  void shapesAreInOrderWithAGapAt314AndTheNewestHasNoEnd() {
    List<String> ranges =
        Stream.of(ApiShape.values()).map(shape -> shape.versions().toString()).toList();

    assertThat(ranges)
        .containsExactly(
            "3.6.0 or newer, but older than 3.7.0",
            "3.7.0 or newer, but older than 3.9.1",
            "3.9.1 or newer, but older than 3.14.0",
            "3.15.0 or newer");
    assertThat(ApiShape.V3_15.before()).isEmpty();
    assertThat(ApiShape.V3_9_1.before()).contains(version("3.14.0"));
  }

  @ParameterizedTest
  @EnumSource
  void shapeIsNamedByItsFirstVersion(ApiShape shape) {
    String[] numbers = shape.name().substring(1).split("_", -1);
    String named = String.join(".", numbers);

    assertThat(version(named)).isEqualTo(shape.since());
    assertThat(ApiShape.of(shape.since())).contains(shape);
  }
}
