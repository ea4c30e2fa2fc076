package io.bytebase4j.gitops.doctor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.bytebase4j.gitops.doctor.CheckState.OK;
import static io.bytebase4j.gitops.doctor.CheckState.SKIPPED;
import static io.bytebase4j.gitops.doctor.CheckState.UNKNOWN;
import static io.bytebase4j.gitops.doctor.CheckState.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.BadResponseException;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.ServerContact;
import io.bytebase4j.client.TransportException;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.client.UnsupportedByServerException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.report.console.DoctorLines;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong on the way to the server, and what is no server. */
class DoctorWireTest {
  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
  private static final URI HTTPS = URI.create("https://bytebase.example.com");

  @RegisterExtension
  private static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort())
          .build();

  private static DoctorReport examine(String url) {
    try (BytebaseClient client =
        BytebaseClient.builder().url(url).credentials(Credentials.accessToken("token")).build()) {
      return GitOps.using(client).build().doctor(DoctorRequest.of("projects/hr"));
    }
  }

  private static DoctorReport examine() {
    return examine("http://127.0.0.1:" + SERVER.getPort());
  }

  private static void assertEndsWith(DoctorReport report, String id, Class<?> fault) {
    DoctorCheck failed = report.firstFailure().orElseThrow();
    assertThat(failed.id()).as(report.toString()).isEqualTo(id);
    assertThat(failed.fault()).isInstanceOf(fault);
    List<DoctorCheck> checks = report.checks();
    assertThat(checks.subList(checks.indexOf(failed) + 1, checks.size()))
        .extracting(DoctorCheck::state)
        .containsOnly(SKIPPED);
  }

  private static void me() {
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/users/me")).willReturn(okJson("{\"email\":\"ci@example.com\"}")));
  }

  @Test
  void nobodyListensThere() {
    assertEndsWith(examine("http://127.0.0.1:1"), DoctorCheck.REACHABLE, TransportException.class);
  }

  @Test
  void whatListensThereSpeaksNoTls() {
    DoctorReport report = examine("https://127.0.0.1:" + SERVER.getPort());

    assertThat(report.checks().get(0).state()).isEqualTo(OK);
    assertEndsWith(report, DoctorCheck.TLS, TransportException.class);
  }

  @Test
  void certificateThatIsNotTrustedIsTold() {
    DoctorReport report = examine("https://127.0.0.1:" + SERVER.getHttpsPort());

    assertEndsWith(report, DoctorCheck.TLS, TransportException.class);
    assertThat(report.firstFailure().orElseThrow().text())
        .contains("a certificate was not accepted");
  }

  @Test
  void pageInPlaceOfAServerIsTold() {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(aResponse().withHeader("Content-Type", "text/html").withBody("hi")));

    assertEndsWith(examine(), DoctorCheck.SIGN_IN, BadResponseException.class);
  }

  @Test
  void tokenThatIsOverIsTold() {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse().withStatus(401).withBody("{\"code\":16,\"message\":\"expired\"}")));

    assertEndsWith(examine(), DoctorCheck.SIGN_IN, UnauthenticatedException.class);
  }

  @Test
  void serverThatIsTooOldIsTold() {
    me();
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/actuator/info")).willReturn(okJson("{\"version\":\"3.5.0\"}")));

    assertEndsWith(examine(), DoctorCheck.VERSION, UnsupportedByServerException.class);
  }

  @Test
  void whoIsSignedInMayNotBeTold() {
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/users/me"))
            .willReturn(
                aResponse().withStatus(501).withBody("{\"code\":12,\"message\":\"none\"}")));
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/actuator/info")).willReturn(okJson("{\"version\":\"3.21.0\"}")));

    DoctorReport report = examine();

    assertThat(report.checks(DoctorCheck.SIGN_IN).get(0).state()).isEqualTo(UNKNOWN);
    assertThat(report.checks(DoctorCheck.ACCOUNT).get(0).state()).isEqualTo(UNKNOWN);
    assertThat(report.checks(DoctorCheck.VERSION).get(0).state()).isEqualTo(OK);
  }

  @Test
  void wordsOfTheServerGiveNoCommands() {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withBody("{\"code\":16,\"message\":\"\\u001b[2J\\n::error::x ##vso[x]\"}")));

    List<String> lines = DoctorLines.plain().lines(examine());

    assertThat(lines)
        .anyMatch(line -> line.startsWith("failed  sign-in: "))
        .noneMatch(line -> line.contains("\u001b") || line.contains("\n"))
        .noneMatch(line -> line.startsWith("::") || line.contains("##vso"))
        .endsWith("A pipeline would fail: 1 check failed.");
  }

  @Test
  void coloursAreForThoseWhoWantThem() {
    DoctorReport report = examine("http://127.0.0.1:1");

    assertThat(DoctorLines.plain().withColours().lines(report).get(0))
        .startsWith("\u001b[1;31mfailed \u001b[0m reachable: ");
  }

  private static DoctorCheck tls(URI url, @Nullable Instant end) {
    ServerContact contact = new ServerContact(url, 200, Duration.ofMillis(8), NOW, end);
    return new FirstLook(url, contact, null, NOW).tls();
  }

  @Test
  void certificateThatEndsSoonIsTold() {
    assertThat(tls(HTTPS, NOW.plus(Duration.ofDays(15))).state()).isEqualTo(OK);
    assertThat(tls(HTTPS, NOW.plus(Duration.ofDays(13))))
        .extracting(DoctorCheck::state, DoctorCheck::text)
        .containsExactly(WARNING, "https, with a certificate until 2026-12-11: have it renewed");
    assertThat(tls(HTTPS, null).text()).isEqualTo("https");
  }

  @Test
  void plainHttpIsToldUnlessItStaysOnThisMachine() {
    assertThat(tls(URI.create("http://bytebase.example.com"), null).state()).isEqualTo(WARNING);
    assertThat(tls(URI.create("http://localhost:8080"), null).state()).isEqualTo(OK);
    assertThat(tls(URI.create("http://127.0.0.1"), null).state()).isEqualTo(OK);
    assertThat(tls(URI.create("http://[::1]:80"), null).state()).isEqualTo(OK);
  }

  private static DoctorCheck clock(@Nullable Instant date) {
    ServerContact contact = new ServerContact(HTTPS, 200, Duration.ofMillis(8), date, null);
    return new FirstLook(HTTPS, contact, null, NOW).clock();
  }

  @Test
  void aMinuteIsTooMuch() {
    assertThat(clock(NOW.minusSeconds(59)).state()).isEqualTo(OK);
    assertThat(clock(NOW.plusSeconds(60))).extracting(DoctorCheck::state).isEqualTo(WARNING);
    assertThat(clock(NOW.plusSeconds(61)).text())
        .startsWith("this machine's clock is 1 min 1 s behind");
    assertThat(clock(null).state()).isEqualTo(UNKNOWN);
  }
}
