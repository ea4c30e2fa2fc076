package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first request, which only asks whether anybody is there. */
class ContactTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @RegisterExtension
  private static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  private BytebaseClient client;

  @BeforeEach
  void connect() {
    client =
        BytebaseClient.builder()
            .url(SERVER.baseUrl())
            .credentials(Credentials.accessToken("secret-token"))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void anyAnswerWillDoAndNoTokenIsSent() {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withHeader("Date", "Sat, 28 Nov 2026 20:28:40 GMT")
                    .withBody("no JSON")));

    ServerContact contact = client.contact(LONG);

    assertThat(contact.status()).isEqualTo(401);
    assertThat(contact.url()).hasToString(SERVER.baseUrl());
    assertThat(contact.date()).isEqualTo(Instant.parse("2026-11-28T20:28:40Z"));
    assertThat(contact.certificateEnd()).isNull();
    assertThat(contact.elapsed()).isPositive();
    SERVER.verify(
        1, getRequestedFor(urlEqualTo("/v1/actuator/info")).withoutHeader("Authorization"));
  }

  @Test
  void answersThatTellNoTimeAreTaken() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}").withHeader("Date", "soon")));

    assertThat(client.contact(LONG).date()).isNull();
  }

  @Test
  void whatBreaksIsToldAndNotTriedAgain() {
    SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> client.contact(LONG))
        .extracting(TransportException::kind)
        .isEqualTo(TransportException.Kind.CONNECTION_LOST);
    SERVER.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void silenceHasAnEnd() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BytebaseClient waiting =
            client.toBuilder().url("http://127.0.0.1:" + silent.getLocalPort()).build()) {
      assertThatExceptionOfType(DeadlineExceededException.class)
          .isThrownBy(() -> waiting.contact(Duration.ofMillis(200)));
    }
  }

  @Test
  void timeIsMoreThanZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> client.contact(Duration.ZERO));
  }

  @Test
  void interruptEndsIt() {
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(CallInterruptedException.class)
        .isThrownBy(() -> client.contact(LONG));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void credentialsAreToldWithoutTheSecret() {
    assertThat(client.credentials()).isEqualTo("access token");
  }
}
