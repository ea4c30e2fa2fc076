package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.client.internal.Settings;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each option gets from the builder to the client, and from there to the next builder. */
class ClientOptionsTest {
  @TempDir Path folder;

  private BytebaseClientBuilder everythingSet() throws Exception {
    HeldCertificate held = new HeldCertificate.Builder().build();
    Path pem = Files.writeString(folder.resolve("ca.pem"), held.certificatePem());
    Path store = folder.resolve("id.p12");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "id",
        held.keyPair().getPrivate(),
        "Secret1".toCharArray(),
        new Certificate[] {held.certificate()});
    try (var out = Files.newOutputStream(store)) {
      keys.store(out, "Secret1".toCharArray());
    }
    FakeTime time = new FakeTime();
    return BytebaseClient.builder()
        .url("http://bytebase.example.com")
        .allowPlainHttp()
        .credentials(Credentials.serviceAccount("a@b.c", "Secret2"))
        .connectTimeout(Duration.ofSeconds(1))
        .readTimeout(Duration.ofSeconds(2))
        .writeTimeout(Duration.ofSeconds(3))
        .attemptTimeout(Duration.ofSeconds(4))
        .callTimeout(Duration.ofSeconds(5))
        .retry(RetryPolicy.none())
        .rateLimit(new RateLimit(1, Duration.ofSeconds(1)))
        .circuitBreaker(new CircuitBreakerPolicy(1, 1, Duration.ofSeconds(1)))
        .proxy("proxy.example.com", 3128)
        .proxyLogin("ci", "Secret3")
        .trustCertificates(pem)
        .clientCertificate(store, "Secret1")
        .okHttpClient(new OkHttpClient())
        .header("X-Key", "Secret4")
        .maxResponseBytes(4096)
        .listener(event -> {})
        .clock(time)
        .sleeper(time)
        .serverVersion("3.9.2");
  }

  private static Settings settingsOf(BytebaseClient client) throws ReflectiveOperationException {
    Field settings = BytebaseClient.class.getDeclaredField("settings");
    settings.setAccessible(true);
    return (Settings) settings.get(client);
  }

  @Test
  void everyOptionSurvivesTheWayThroughAnotherBuilder() throws Exception {
    try (BytebaseClient client = everythingSet().build();
        BytebaseClient copy = client.toBuilder().build();
        BytebaseClient plain = TestClients.withToken("https://bytebase.example.com")) {
      assertThat(settingsOf(copy)).isEqualTo(settingsOf(client));

      // So that an option that is new is set above, too.
      Settings set = settingsOf(client);
      Settings unset = settingsOf(plain);
      for (Object[] pair :
          new Object[][] {
            {set, unset}, {set.times(), unset.times()}, {set.route(), unset.route()}
          }) {
        for (RecordComponent component : pair[0].getClass().getRecordComponents()) {
          if (!component.getName().equals("retry")) {
            assertThat(component.getAccessor().invoke(pair[0]))
                .as(component.getName())
                .isNotEqualTo(component.getAccessor().invoke(pair[1]));
          }
        }
      }
    }
  }

  @Test
  void leaveForPlainHttpIsNotLostNorGainedByCopying() throws Exception {
    try (BytebaseClient client = TestClients.withToken("https://bytebase.example.com")) {
      assertThatThrownBy(() -> client.toBuilder().url("http://bytebase.example.com").build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("allowPlainHttp()");
    }
  }

  @Test
  void nothingShowsASecret() throws Exception {
    BytebaseClientBuilder builder = everythingSet();
    try (BytebaseClient client = builder.build()) {
      Settings settings = settingsOf(client);
      assertThat(
              Stream.of(builder, client, settings, settings.route(), settings.credentials())
                  .map(Object::toString))
          .noneMatch(text -> text.contains("Secret"));
    }
  }
}
