package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebase4j.client.ServerInfo.Decision;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server of a version has. */
class ServerInfoTest {

  private static ServerInfo of(String text) {
    ServerVersion version = ServerVersion.parse(text).orElseThrow();
    return new ServerInfo(text, "", version, ApiShape.of(version).orElseThrow(), Decision.REPORTED);
  }

  private static ServerInfo probed(ApiShape shape) {
    return new ServerInfo("development", "b5d8f0c", null, shape, Decision.PROBED);
  }

  @ParameterizedTest
  @CsvSource({
    "WORKLOAD_IDENTITY, 3.12.2, 3.13.0",
    "GITOPS_ROLE, 3.12.0, 3.12.1",
    "DECLARATIVE_RELEASE, 3.9.0, 3.9.1",
    "SHEET_IN_CHECK, 3.7.0, 3.7.1",
    "SHEET_BY_HASH, 3.13.1, 3.15.0",
    "RELEASE_DIGEST, 3.9.0, 3.9.1",
    "RELEASE_ID_TEMPLATE, 3.13.1, 3.15.0",
    "CUSTOM_RULES, 3.12.0, 3.12.1",
    "VCS_USER, 3.18.1, 3.19.0",
    "LINES_FROM_ONE, 3.11.0, 3.11.1",
    "SCHEDULED_RUN, 3.6.2, 3.7.0",
    "ISSUE_APPROVAL_STATUS, 3.10.1, 3.11.0",
    "PLAN_APPROVAL_STATUS, 3.16.1, 3.17.0",
    "REVISION_TYPE, 3.9.0, 3.9.1"
  })
  void featureBegins(ServerFeature feature, String without, String with) {
    assertThat(of(without).has(feature)).isFalse();
    assertThat(of(with).has(feature)).isTrue();
    assertThatCode(() -> of(with).require(feature)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "CHANGE_TYPE, 3.10.1, 3.11.0",
    "RELEASE_DIGEST, 3.13.1, 3.15.0",
    "ROLLOUT_PREVIEW, 3.13.1, 3.15.0",
    "CANCEL_REASON, 3.12.2, 3.13.0"
  })
  void featureEnds(ServerFeature feature, String with, String without) {
    assertThat(of(with).has(feature)).isTrue();
    assertThat(of(without).has(feature)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everySupportedVersionHasTheGitOpsPath(ApiShape shape) {
    assertThat(of(shape.since().toString()).has(ServerFeature.GITOPS)).isTrue();
    assertThat(probed(shape).has(ServerFeature.GITOPS)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void serverOfUnknownVersionHasWhatAllOfItsShapeHave(ApiShape shape) {
    for (ServerFeature feature : ServerFeature.values()) {
      boolean inAll =
          Stream.of(
                  "3.6.0 3.6.2 3.7.0 3.7.1 3.8.1 3.9.0 3.9.1 3.9.2 3.10.1 3.11.0 3.11.1 3.12.1"
                      .split(" ", -1),
                  "3.13.0 3.13.1 3.15.0 3.17.0 3.19.0 3.21.1 4.0.0 2026.8".split(" ", -1))
              .flatMap(Stream::of)
              .map(ServerInfoTest::of)
              .filter(info -> info.shape() == shape)
              .allMatch(info -> info.has(feature));
      assertThat(probed(shape).has(feature)).as("%s at %s", feature, shape).isEqualTo(inAll);
    }
  }

  @Test
  void refusalNamesFeatureVersionsAndWhatToDo() {
    UnsupportedByServerException thrown =
        catchThrowableOfType(
            UnsupportedByServerException.class,
            () -> of("3.6.2").require(ServerFeature.RELEASE_ID_TEMPLATE));

    assertThat(thrown.feature()).isEqualTo(ServerFeature.RELEASE_ID_TEMPLATE);
    assertThat(thrown.needed()).isEqualTo("3.15.0 or newer");
    assertThat(thrown.found()).isEqualTo("3.6.2");
    assertThat(thrown.isRetryable()).isFalse();
    assertThat(thrown.attempts()).isZero();
    assertThat(thrown)
        .hasMessage(
            "ReleaseService/CreateRelease: the server (version 3.6.2) lacks release ids that follow"
                + " a template: that needs version 3.15.0 or newer. Upgrade the server, or do"
                + " without it.");
  }

  @Test
  void whatWentAwayIsNotToldToBeUpgradedTo() {
    UnsupportedByServerException thrown =
        catchThrowableOfType(
            UnsupportedByServerException.class,
            () -> probed(ApiShape.V3_15).require(ServerFeature.CANCEL_REASON));

    assertThat(thrown)
        .hasMessageContaining("version development, which behaves like 3.15.0")
        .hasMessageContaining("needs version 3.6.0 or newer, but older than 3.13.0")
        .hasMessageEndingWith("Do without it on this server.");
  }

  @ParameterizedTest
  @EnumSource
  void featureSaysWhatItIsAndWhichOperationHasIt(ServerFeature feature) {
    assertThat(feature.text()).isNotBlank().doesNotEndWith(".");
    assertThat(feature.isIn(feature.since())).isTrue();
    feature.before().ifPresent(end -> assertThat(feature.isIn(end)).isFalse());
    assertThat(
            GeneratedOperation.all().stream().map(generated -> generated.operation().shortName()))
        .contains(feature.operation());
  }
}
