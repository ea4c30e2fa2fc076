package io.bytebase4j.gitops.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bytebase4j.client.name.ReleaseName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseIdTemplateTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void theStandardIsGitopsWithTheDayInUtc() {
    ReleaseIdTemplate template = ReleaseIdTemplate.standard();

    assertThat(template.text()).isEqualTo("gitops-{key}-{date}-RC{iteration}");
    assertThat(template.zone().getId()).isEqualTo("UTC");
    assertThat(template.forKey("1f0c")).isEqualTo("gitops-1f0c-{date}-RC{iteration}");
    assertThat(template.texts("1f0c", NOON, NOON)).containsExactly("gitops-1f0c-20261123-RC");
    assertThat(ReleaseIdTemplate.prefixed("shop_2.").text())
        .isEqualTo("shop_2.{key}-{date}-RC{iteration}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{key}-{time}-{iteration}    | UTC              | k-1200-",
        "{timestamp}_{key}{iteration} | UTC             | 20261123_1200_k",
        "{key}{date}{time}{iteration} | Asia/Kolkata    | k202611231730",
        "{key}{date}{time}{iteration} | America/New_York| k202611230700",
        "{key}-{date}-{key}{iteration}| Pacific/Auckland| k-20261124-k",
      })
  void timesAreThoseOfTheZone(String text, String zone, String expected) {
    ReleaseIdTemplate template = ReleaseIdTemplate.of(text).inZone(ZoneId.of(zone));

    assertThat(template.texts("k", NOON, NOON)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                 | {iteration}",
        "gitops-{key}-{date}-RC             | {iteration}",
        "gitops-{key}-{date}-{iteration}-RC | {iteration}",
        "{iteration}{key}-{date}-{iteration}| {iteration}",
        "gitops-{date}-RC{iteration}        | {key}",
        "gitops-{key}-RC{iteration}         | {date}, {time} or {timestamp}",
        "{key}-{date}-{commit}-{iteration}  | {commit}",
        "{key}-{Date}-{iteration}           | {Date}",
        "{key}-{}{date}-{iteration}         | {}",
        "a/b-{key}-{date}-RC{iteration}     | U+002F",
        "a b-{key}-{date}-RC{iteration}     | U+0020",
        "ä-{key}-{date}-RC{iteration}       | U+00E4",
        "a:{key}-{date}-RC{iteration}       | U+003A",
        "a%2F{key}-{date}-RC{iteration}     | U+0025",
        "}{key}-{date}-RC{iteration}        | U+007D",
        "{key-{date}-RC{iteration}          | U+007B",
        "😀{key}-{date}-RC{iteration}       | U+1F600",
      })
  void whatCanBeNoTemplateIsRefusedWithTheReason(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReleaseIdTemplate.of(text))
        .withMessageContaining("release id template")
        .withMessageContaining(reason)
        .withMessageContaining("gitops-{key}-{date}-RC{iteration}");
  }

  @Test
  void lineBreaksAndLongTextsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReleaseIdTemplate.prefixed("a\n::error::"))
        .withMessageContaining("U+000A")
        .withMessageNotContaining("\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReleaseIdTemplate.prefixed("a".repeat(175)))
        .withMessageContaining("201 characters");
    assertThat(ReleaseIdTemplate.prefixed("a".repeat(174)).text()).hasSize(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+02:00", "UTC+01:00", "GMT-03:30"})
  void zonesThatOnlyJavaKnowsAreRefused(String zone) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReleaseIdTemplate.standard().inZone(ZoneId.of(zone)))
        .withMessageContaining(zone)
        .withMessageContaining("Europe/Berlin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Z", "UTC", "Etc/UTC", "GMT"})
  void utcHasOneName(String zone) {
    assertThat(ReleaseIdTemplate.standard().inZone(ZoneId.of(zone)).zone().getId())
        .isEqualTo("UTC");
    assertThat(ReleaseIdTemplate.standard().inZone(ZoneOffset.UTC))
        .isEqualTo(ReleaseIdTemplate.standard());
  }

  /** Times near changes of the clock, such as those at midnight, and others. */
  @Provide
  static Arbitrary<Span> spans() {
    Arbitrary<ZoneId> zones =
        Arbitraries.of(
                "UTC",
                "Europe/Berlin",
                "Asia/Beirut",
                "America/St_Johns",
                "America/Havana",
                "Pacific/Apia",
                "Australia/Lord_Howe",
                "Asia/Kathmandu",
                "America/Sao_Paulo")
            .map(ZoneId::of);
    Arbitrary<Long> starts = Arbitraries.longs().between(946_684_800, 1_893_456_000);
    Arbitrary<Integer> before = Arbitraries.integers().between(0, 100_000);
    return Combinators.combine(zones, starts, before, Arbitraries.of(true, false))
        .as(
            (zone, start, seconds, near) -> {
              Instant time = Instant.ofEpochSecond(start);
              ZoneOffsetTransition change = zone.getRules().nextTransition(time);
              Instant from =
                  near && change != null ? change.getInstant().minusSeconds(seconds) : time;
              return new Span(zone, from);
            });
  }

  private record Span(ZoneId zone, Instant from) {}

  @Property(tries = 300)
  void allDaysBetweenTwoTimesAreThereAndNoOthers(@ForAll("spans") Span span) {
    Instant to = span.from().plus(Duration.ofHours(60));
    ReleaseIdTemplate template =
        ReleaseIdTemplate.of("{key}-{date}-RC{iteration}").inZone(span.zone());

    assertThat(template.texts("k", span.from(), to)).containsExactlyElementsOf(walked(span, to, 8));
  }

  @Property(tries = 300)
  void allMinutesBetweenTwoTimesAreThereAndNoOthers(@ForAll("spans") Span span) {
    Instant to = span.from().plus(Duration.ofMinutes(200));
    ReleaseIdTemplate template =
        ReleaseIdTemplate.of("{key}-{date}{time}-RC{iteration}").inZone(span.zone());

    assertThat(template.texts("k", span.from(), to))
        .containsExactlyElementsOf(walked(span, to, 12));
  }

  /** What a template shows at the beginning and at each whole minute, which no text outlives. */
  private static Set<String> walked(Span span, Instant to, int digits) {
    Set<String> texts = new LinkedHashSet<>();
    for (Instant time = span.from();
        !time.isAfter(to);
        time = Instant.ofEpochSecond((time.getEpochSecond() / 60 + 1) * 60)) {
      String shown =
          LocalDateTime.ofInstant(time, span.zone()).toString().replaceAll("[-T:]", "") + "00";
      texts.add("k-" + shown.substring(0, digits) + "-RC");
    }
    return texts;
  }

  @Property(tries = 300)
  void eachTextMakesTheNameOfAReleaseWhoseIterationIsReadBack(
      @ForAll("spans") Span span, @ForAll("pieces") List<String> pieces) {
    ReleaseIdTemplate template =
        ReleaseIdTemplate.of(String.join("", pieces) + "{key}{timestamp}{iteration}")
            .inZone(span.zone());
    ReleaseIds ids = new ReleaseIds(template, "0123456789ab");

    for (int iteration : new int[] {0, 7, 99, 100, 12345}) {
      for (String text : ids.texts(span.from(), span.from())) {
        String id = ids.id(text, iteration);
        String name = "projects/hr/releases/" + id;
        assertThat(ReleaseName.parse(name).name()).isEqualTo(name);
        assertThat(ids.text(id)).isEqualTo(text);
        assertThat(ids.iteration(id)).hasValue(iteration);
      }
    }
  }

  @Provide
  static Arbitrary<List<String>> pieces() {
    return Arbitraries.of("a", "Z", "9", "-", "_", ".", "{key}", "{date}", "{time}", "{timestamp}")
        .list()
        .ofMaxSize(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r", "release_20261123-RC00", "gitops-k-20261123-RC0x", "x"})
  void idsOfAnotherFormHaveNoIteration(String id) {
    ReleaseIds ids = new ReleaseIds(ReleaseIdTemplate.standard(), "k");

    assertThat(ids.iteration(id)).isEmpty();
  }
}
