package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuilderTest {

  @Test
  void missingAddressIsNamed() {
    assertThatThrownBy(
            () -> BytebaseClient.builder().credentials(Credentials.accessToken("t")).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("url is not set: give the server's address");
  }

  @Test
  void missingCredentialsAreNamed() {
    assertThatThrownBy(() -> BytebaseClient.builder().url("https://bytebase.example.com").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("credentials are not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytebase.example.com",
        "bytebase.example.com:8080",
        "ftp://bytebase.example.com",
        "https://",
        "https:///v1",
        "https://bytebase example.com",
        "https://bytebase.example.com:port",
        "https://bytebase.example.com:99999",
        "mailto:x"
      })
  void addressThatIsNoneIsRefused(String url) {
    assertThatThrownBy(() -> TestClients.withToken(url))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://bytebase.example.com/v1, ends in /v1",
    "https://bytebase.example.com/sub/v1/, ends in /v1",
    "https://bytebase_server:8080, '\"bytebase_server:8080\" is no host'",
    "https://bytebase.example.com:70000, a port is at most 65535"
  })
  void addressThatIsAlmostOneIsToldWhatIsWrong(String url, String message) {
    assertThatThrownBy(() -> TestClients.withToken(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void keyInPlaceOfATokenIsToldWithWhatToDoAndNotShown() {
    assertThatThrownBy(() -> Credentials.accessToken("bbs_Secret1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Credentials.serviceAccount(email, key)")
        .hasMessageNotContaining("Secret1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:Secret1@bytebase.example.com",
        "https://Secret1@bytebase.example.com",
        "https://user:Sec/Secret1@bytebase.example.com",
        "ftp://user:Secret1@bytebase.example.com",
        "user:Secret1@bytebase.example.com",
        "https://user:Secret1@bytebase example.com",
        "https://bytebase.example.com?token=Secret1",
        "https://bytebase.example.com#Secret1",
        "http://user:Secret1@127.0.0.1"
      })
  void addressThatMayHoldASecretIsRefusedWithoutShowingIt(String url) {
    assertThatThrownBy(() -> TestClients.withToken(url))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(thrown -> assertThat(Texts.ofAll(thrown)).doesNotContain("Secret1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bytebase.example.com",
        "HTTP://bytebase.example.com",
        "http://10.0.0.1",
        "http://128.0.0.1",
        "http://0.0.0.0",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://[::2]",
        "http://[fe80::1]"
      })
  void plainHttpToAnotherHostIsRefusedUnlessAllowed(String url) {
    assertThatThrownBy(() -> TestClients.withToken(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowPlainHttp()");
    assertThatCode(() -> TestClients.tokenBuilder(url).allowPlainHttp().build().close())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "http://LocalHost",
        "http://127.0.0.1:8080",
        "http://127.1.2.3",
        "http://[::1]:8080",
        "http://[0:0:0:0:0:0:0:1]",
        "https://bytebase.example.com"
      })
  void loopbackAndHttpsNeedNoLeave(String url) {
    assertThatCode(() -> TestClients.withToken(url).close()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "https://bytebase.example.com/, https://bytebase.example.com",
    "' https://bytebase.example.com// ', https://bytebase.example.com",
    "https://example.com/bytebase/, https://example.com/bytebase"
  })
  void addressIsKeptWithoutSlashAtItsEnd(String given, String kept) {
    try (BytebaseClient client = TestClients.withToken(given)) {
      assertThat(client.url()).hasToString(kept);
      assertThat(client).hasToString("BytebaseClient{" + kept + ", access token}");
    }
  }

  @Test
  void timeoutsMustBeMoreThanZero() {
    BytebaseClientBuilder builder = BytebaseClient.builder();

    assertThatThrownBy(() -> builder.callTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("callTimeout is PT0S: it must be more than zero, from 1 ms to 24 days");
    assertThatThrownBy(() -> builder.connectTimeout(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("connectTimeout is PT-1S: it must be more than zero, from 1 ms to 24 days");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void blankCredentialsAreRefused(String blank) {
    assertThatThrownBy(() -> Credentials.accessToken(blank))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the access token is blank");
    assertThatThrownBy(() -> Credentials.serviceAccount(blank, "k"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("e-mail");
    assertThatThrownBy(() -> Credentials.serviceAccount("a@b.c", blank))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key");
  }

  @Test
  void credentialsShowNoSecretAndLoseTheLineBreakOfAFile() {
    assertThat(Credentials.serviceAccount("a@b.c", "Secret1\n"))
        .hasToString("service account a@b.c")
        .isEqualTo(Credentials.serviceAccount("a@b.c", "Secret1"));
    assertThat(Credentials.accessToken("Secret1\r\n"))
        .hasToString("access token")
        .isEqualTo(Credentials.accessToken("Secret1"));
  }
}
