package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVersionTest {

  @ParameterizedTest
  @CsvSource({
    "3.9.2, 3.9.2",
    "v3.9.2, 3.9.2",
    "V3.9.2, 3.9.2",
    "' 3.9.2\n', 3.9.2",
    "3.9, 3.9.0",
    "3.10.0-rc1, 3.10.0",
    "3.10.0-rc.1+b5d8f0c, 3.10.0",
    "3.22.0+local, 3.22.0",
    "2026.8, 2026.8.0",
    "2027.1.3, 2027.1.3",
    "0.1, 0.1.0",
    "4.0.0, 4.0.0"
  })
  void versionIsRead(String text, String version) {
    assertThat(ServerVersion.parse(text)).map(ServerVersion::toString).contains(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "development",
        "local",
        "unknown",
        "b5d8f0c1",
        "3",
        "3.",
        ".9",
        "3.9.",
        "3.9.2.1",
        "3.9.x",
        "3.9.2rc1",
        "3.9.2 rc1",
        "3,9,2",
        "-3.9.2",
        "20260801",
        "20260801.1",
        "cloud-2026.8",
        "2025.8",
        "1999.1",
        "99999.1",
        "3.99999",
        "3.9.1234567",
        "vv3.9"
      })
  void whatIsNoVersionIsEmpty(String text) {
    assertThat(ServerVersion.parse(text)).isEmpty();
  }

  @Property
  void anyTextIsReadOrEmpty(@ForAll String text) {
    assertThat(ServerVersion.parse(text)).isNotNull();
  }

  @Property
  void textOfAVersionIsReadBack(@ForAll @From("versions") ServerVersion version) {
    assertThat(ServerVersion.parse(version.toString())).contains(version);
    assertThat(ServerVersion.parse("v" + version + "-rc1")).contains(version);
  }

  @Property
  void orderIsThatOfTheNumbers(
      @ForAll @From("versions") ServerVersion one, @ForAll @From("versions") ServerVersion other) {
    assertThat(Integer.signum(one.compareTo(other)))
        .isEqualTo(-Integer.signum(other.compareTo(one)));
    assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
    if (one.major() != other.major()) {
      assertThat(one.compareTo(other) < 0).isEqualTo(one.major() < other.major());
    }
  }

  @Property
  void laterPatchIsNewer(@ForAll @From("versions") ServerVersion version) {
    assertThat(version)
        .isLessThan(new ServerVersion(version.major(), version.minor(), version.patch() + 1))
        .isLessThan(new ServerVersion(version.major(), version.minor() + 1, 0))
        .isLessThan(new ServerVersion(version.major() + 1, 0, 0));
  }

  @Provide
  Arbitrary<ServerVersion> versions() {
    Arbitrary<Integer> majors =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 99), Arbitraries.integers().between(2026, 9999));
    return Combinators.combine(
            majors,
            Arbitraries.integers().between(0, 9999),
            Arbitraries.integers().between(0, 999_999))
        .as(ServerVersion::new);
  }

  @Property
  void yearsBefore2026AreNone(
      @ForAll @IntRange(min = 100, max = 2025) int year, @ForAll @IntRange(max = 12) int month) {
    assertThat(ServerVersion.parse(year + "." + month)).isEmpty();
  }

  @Test
  void ordersAsPeopleDo() {
    List<ServerVersion> versions =
        List.of("3.6", "3.9.2", "3.10.0", "3.22.1", "4.0", "2026.8", "2027.1").stream()
            .map(text -> ServerVersion.parse(text).orElseThrow())
            .toList();

    assertThat(versions).isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void numbersAreNotNegative() {
    assertThatThrownBy(() -> new ServerVersion(3, -1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a server version has no negative numbers: 3.-1.0");
  }
}
