package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.model.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.Credentials;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProxyTest {
  private static final String PASSWORD = "ProxyPasswordThatNobodyMaySee";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().dynamicHttpsPort())
          .build();

  @BeforeEach
  void answerEverything() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
  }

  private static String plainUrl() {
    return "http://127.0.0.1:" + SERVER.getPort();
  }

  private static void create(BytebaseClient client) {
    client.plans().createPlan("projects/hr", new Plan().title("x")).execute();
  }

  @Test
  void plainRequestGoesThroughTheProxy() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy("");
        BytebaseClient client =
            TestClients.tokenBuilder(plainUrl()).proxy("127.0.0.1", proxy.port()).build()) {
      create(client);

      assertThat(proxy.requests())
          .containsExactly("POST " + plainUrl() + "/v1/projects/hr/plans HTTP/1.1");
    }
    assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).hasSize(1);
  }

  @Test
  void proxyThatAsksIsSignedInToAndTheServerGetsOneRequest() throws Exception {
    String wanted = Credentials.basic("ci", PASSWORD);
    try (TunnelProxy proxy = new TunnelProxy(wanted);
        BytebaseClient client =
            TestClients.tokenBuilder(plainUrl())
                .proxy("127.0.0.1", proxy.port())
                .proxyLogin("ci", PASSWORD)
                .build()) {
      create(client);

      assertThat(proxy.requests()).hasSize(2);
    }
    assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).hasSize(1);
  }

  @Test
  void tlsGoesThroughATunnelAndTheProxySeesNoToken(@TempDir Path folder) throws Exception {
    HeldCertificate other = new HeldCertificate.Builder().certificateAuthority(0).build();
    Path pem = Files.writeString(folder.resolve("ca.pem"), other.certificatePem());
    String wanted = Credentials.basic("ci", PASSWORD);
    String url = "https://127.0.0.1:" + SERVER.getHttpsPort();
    try (TunnelProxy proxy = new TunnelProxy(wanted);
        BytebaseClient client =
            TestClients.tokenBuilder(url)
                .proxy("127.0.0.1", proxy.port())
                .proxyLogin("ci", PASSWORD)
                .trustCertificates(pem)
                .build()) {
      // The tunnel stands: what is refused is the certificate of WireMock, at its far end.
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> create(client));

      assertThat(thrown.kind()).isEqualTo(TransportException.Kind.CERTIFICATE);
      // Not asked first: OkHttp signs in to a tunnel of itself.
      assertThat(proxy.requests())
          .containsExactly("CONNECT 127.0.0.1:" + SERVER.getHttpsPort() + " HTTP/1.1");
    }
  }

  @Test
  void proxyThatRefusesIsToldAndNothingReachesTheServer() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy("Basic other");
        BytebaseClient client =
            TestClients.tokenBuilder("https://127.0.0.1:" + SERVER.getHttpsPort())
                .proxy("127.0.0.1", proxy.port())
                .proxyLogin("ci", PASSWORD)
                .build()) {
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> create(client));

      assertThat(thrown.kind()).isEqualTo(TransportException.Kind.PROXY);
      assertThat(thrown.isRetryable()).isFalse();
      assertThat(thrown).hasMessageContaining("through the proxy 127.0.0.1");
      assertThat(Texts.ofAll(thrown)).doesNotContain(PASSWORD, TestClients.TOKEN);
    }
    assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).isEmpty();
  }

  @Test
  void portOutOfRangeIsRefused() {
    assertThatThrownBy(() -> BytebaseClient.builder().proxy("proxy", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("proxy port is 0: it must be 1 to 65535");
  }
}
