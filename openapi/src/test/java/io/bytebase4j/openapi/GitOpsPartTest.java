package io.bytebase4j.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GitOpsPartTest {

  static List<ApiSource> older() {
    return RealApi.older();
  }

  @ParameterizedTest
  @MethodSource("older")
  void holdsTheServicesWithAllTheirMethods(ApiSource source) {
    ApiFacts all = RealApi.read(source.file());

    ApiFacts part = GitOpsPart.of(all);

    assertThat(part.services())
        .extracting(ApiFacts.Service::shortName)
        .containsExactlyInAnyOrder("Issue", "Plan", "Release", "Rollout");
    assertThat(all.services()).containsAll(part.services());
  }

  @ParameterizedTest
  @MethodSource("older")
  void holdsWhatTheServicesReachAndNothingElse(ApiSource source) {
    ApiFacts part = GitOpsPart.of(RealApi.read(source.file()));

    assertThat(part.messages())
        .containsKeys("bytebase.v1.Release.File", "bytebase.v1.Plan.Spec", "bytebase.v1.Task")
        .doesNotContainKeys("bytebase.v1.LoginRequest", "bytebase.v1.DataSource");
    assertThat(part.enums()).containsKey("bytebase.v1.Task.Status");
    // Nothing that is used was cut away.
    assertThat(OpenApiConverter.convert(part, source.version(), DocumentStyle.GENERATOR).json())
        .contains("\"version\": \"" + source.version() + "\"");
  }

  @Test
  void newestAgeIsTheOneOfTheMainClientAndTheOthersAreOlder() {
    assertThat(RealApi.SOURCE.version()).isEqualTo("2026-08");
    assertThat(older()).extracting(ApiSource::version).containsExactly("2025-05", "2025-08");
  }

  @Test
  void apiWithoutOneOfTheServicesIsRefused() {
    ApiFacts facts = new ApiFacts(List.of(), Map.of(), Map.of());

    assertThatThrownBy(() -> GitOpsPart.of(facts))
        .isInstanceOf(ConversionException.class)
        .hasMessage("expected the services [Issue, Plan, Release, Rollout], found 0");
  }
}
