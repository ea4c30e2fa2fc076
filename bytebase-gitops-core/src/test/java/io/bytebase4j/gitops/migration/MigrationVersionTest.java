package io.bytebase4j.gitops.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationVersionTest {

  @Test
  void areOrderedPartByPartAsNumbers() {
    List<String> sorted =
        Stream.of("10", "1.10", "2", "1", "1.9", "001")
            .map(MigrationVersion::new)
            .sorted()
            .map(MigrationVersion::text)
            .toList();

    assertThat(sorted).containsExactly("001", "1", "1.9", "1.10", "2", "10");
  }

  @Test
  void areEqualAsTextOnly() {
    assertThat(new MigrationVersion("1")).isNotEqualTo(new MigrationVersion("001"));
    assertThat(new MigrationVersion("1").sameNumbers(new MigrationVersion("001"))).isTrue();
    assertThat(new MigrationVersion("1").sameNumbers(new MigrationVersion("1.0"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "v1", "1.", ".1", "1..2", "1.0.0-rc", "1 ", "99999999999999999999999"})
  void refuseWhatTheServerWouldRefuse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MigrationVersion(text))
        .withMessageContaining('"' + text + '"');
  }

  @Property
  void orderIsTotalAndAgreesWithEquality(
      @ForAll("versions") String one, @ForAll("versions") String other) {
    MigrationVersion a = new MigrationVersion(one);
    MigrationVersion b = new MigrationVersion(other);

    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
    assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
  }

  @Provide
  Arbitrary<String> versions() {
    return Arbitraries.integers()
        .between(0, 30)
        .map(String::valueOf)
        .flatMap(part -> Arbitraries.of(part, "0" + part))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> parts.stream().collect(Collectors.joining(".")));
  }
}
