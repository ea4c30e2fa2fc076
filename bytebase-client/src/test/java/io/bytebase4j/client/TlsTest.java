package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers with a CA of their own, and servers that want to see a certificate. */
@Timeout(60)
class TlsTest {
  private static final String PASSWORD = "PasswordThatNobodyMaySee";
  private static final HeldCertificate CA =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("house CA").build();

  @TempDir static Path folder;

  private static WireMockServer server;
  private static WireMockServer strictServer;
  private static Path ca;

  @BeforeAll
  static void startServers() throws Exception {
    ca = Files.writeString(folder.resolve("ca.pem"), CA.certificatePem());
    Path keys = keyStore("server", signed("127.0.0.1"));
    Path trusted = folder.resolve("trusted.p12");
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("ca", CA.certificate());
    store(trust, trusted);
    server = started(keys, null);
    strictServer = started(keys, trusted);
  }

  @AfterAll
  static void stopServers() {
    server.stop();
    strictServer.stop();
  }

  private static WireMockServer started(
      Path keys, @org.jspecify.annotations.Nullable Path clients) {
    var options =
        wireMockConfig()
            .httpDisabled(true)
            .dynamicHttpsPort()
            .keystorePath(keys.toString())
            .keystoreType("PKCS12")
            .keystorePassword(PASSWORD)
            .keyManagerPassword(PASSWORD);
    if (clients != null) {
      options
          .needClientAuth(true)
          .trustStorePath(clients.toString())
          .trustStoreType("PKCS12")
          .trustStorePassword(PASSWORD);
    }
    WireMockServer started = new WireMockServer(options);
    started.start();
    started.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    return started;
  }

  private static HeldCertificate signed(String name) {
    return new HeldCertificate.Builder()
        .signedBy(CA)
        .commonName(name)
        .addSubjectAlternativeName(name)
        .build();
  }

  private static Path keyStore(String name, HeldCertificate held) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        name,
        held.keyPair().getPrivate(),
        PASSWORD.toCharArray(),
        Stream.of(held.certificate(), CA.certificate()).toArray(Certificate[]::new));
    Path file = folder.resolve(name + ".p12");
    store(keys, file);
    return file;
  }

  private static void store(KeyStore keys, Path file) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      keys.store(out, PASSWORD.toCharArray());
    }
  }

  private static BytebaseClientBuilder builder(WireMockServer server) {
    return TestClients.tokenBuilder("https://127.0.0.1:" + server.httpsPort());
  }

  private static void call(BytebaseClient client) {
    client.plans().getPlan("projects/hr/plans/1").execute();
  }

  @Test
  void endOfTheCertificateIsTold() {
    try (BytebaseClient client =
        BytebaseClient.builder()
            .url("https://127.0.0.1:" + server.httpsPort())
            .credentials(Credentials.accessToken("token"))
            .trustCertificates(ca)
            .build()) {
      ServerContact contact = client.contact(Duration.ofSeconds(20));

      // Those of HeldCertificate are good for a day.
      assertThat(contact.certificateEnd())
          .isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(1)));
    }
    server.resetRequests();
  }

  @Test
  void serverWithAnUnknownCaIsToldWithWhatToDoAndNotTriedAgain() {
    FakeTime time = new FakeTime();
    try (BytebaseClient client =
        builder(server).retry(RetryPolicy.standard()).clock(time).sleeper(time).build()) {
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> call(client));

      assertThat(thrown.kind()).isEqualTo(TransportException.Kind.CERTIFICATE);
      assertThat(thrown.isRetryable()).isFalse();
      assertThat(thrown.attempts()).isEqualTo(1);
      assertThat(thrown).hasMessageContaining("give that with trustCertificates(file)");
    }
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  @Test
  void caOfTheHouseIsTrustedBesideThoseOfThePlatform() {
    try (BytebaseClient client = builder(server).trustCertificates(ca).build()) {
      assertThatCode(() -> call(client)).doesNotThrowAnyException();
    }
  }

  @Test
  void certificateOfAnotherHostIsNotTrusted() {
    String other = "https://localhost:" + server.httpsPort();
    try (BytebaseClient client = TestClients.tokenBuilder(other).trustCertificates(ca).build()) {
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> call(client));

      assertThat(thrown.kind()).isEqualTo(TransportException.Kind.CERTIFICATE);
    }
  }

  @Test
  void serverThatWantsACertificateGetsIt() throws Exception {
    Path identity = keyStore("client", signed("ci"));
    try (BytebaseClient with =
            builder(strictServer)
                .trustCertificates(ca)
                .clientCertificate(identity, PASSWORD)
                .build();
        BytebaseClient without = builder(strictServer).trustCertificates(ca).build()) {
      assertThatCode(() -> call(with)).doesNotThrowAnyException();
      // With TLS 1.3 the refusal comes only after the request was sent.
      assertThat(catchThrowable(() -> call(without))).isInstanceOf(TransportException.class);
    }
  }

  @Test
  void fileOfCertificatesThatIsNoneIsNamed() throws Exception {
    Path none = folder.resolve("missing.pem");
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");

    for (Path file : new Path[] {none, text, empty}) {
      assertThatThrownBy(() -> builder(server).trustCertificates(file).build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("PEM");
    }
  }

  @Test
  void keyStoreThatIsNoneOrHasAnotherPasswordIsNamedWithoutThePassword() throws Exception {
    Path identity = keyStore("other", signed("ci"));

    assertThatThrownBy(() -> builder(server).clientCertificate(identity, PASSWORD + "x").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(identity.toString())
        .hasMessageContaining("PKCS #12")
        .satisfies(thrown -> assertThat(Texts.ofAll(thrown)).doesNotContain(PASSWORD));
    assertThatThrownBy(() -> builder(server).clientCertificate(ca, PASSWORD).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(ca.toString());
  }

  @Test
  void keyStoreWithoutAKeyIsRefused() throws Exception {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    Path file = folder.resolve("empty.p12");
    store(empty, file);

    assertThatThrownBy(() -> builder(server).clientCertificate(file, PASSWORD).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + " holds no key");
  }

  @Test
  void serverBehindATunnelDoesNotGetTheProxysPassword() throws Exception {
    server.stubFor(
        any(anyUrl())
            .atPriority(1)
            .willReturn(
                aResponse().withStatus(407).withHeader("Proxy-Authenticate", "Basic realm=\"x\"")));
    try (TunnelProxy proxy = new TunnelProxy("");
        BytebaseClient client =
            builder(server)
                .trustCertificates(ca)
                .proxy("127.0.0.1", proxy.port())
                .proxyLogin("ci", PASSWORD)
                .build()) {
      server.resetRequests();
      assertThat(catchThrowable(() -> call(client))).isInstanceOf(BytebaseException.class);

      assertThat(server.findAll(anyRequestedFor(anyUrl())))
          .hasSize(1)
          .noneMatch(request -> request.containsHeader("Proxy-Authorization"));
    } finally {
      server.resetMappings();
      server.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    }
  }

  @Test
  void pemMayHoldSeveralCertificates() throws Exception {
    X509Certificate other =
        new HeldCertificate.Builder().certificateAuthority(0).build().certificate();
    Path both =
        Files.writeString(
            folder.resolve("both.pem"),
            okhttp3.tls.Certificates.certificatePem(other) + "\n" + CA.certificatePem());
    try (BytebaseClient client = builder(server).trustCertificates(both).build()) {
      assertThatCode(() -> call(client)).doesNotThrowAnyException();
    }
  }
}
