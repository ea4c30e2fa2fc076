package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Set-up from environment variables. */
class EnvironmentTest {
  private static final String URL = "https://bytebase.example.com";

  private static String credentialsOf(Map<String, String> environment) {
    return Credentials.fromEnvironment(environment).toString();
  }

  @Test
  void accessTokenComesFirst() {
    assertThat(
            Credentials.fromEnvironment(
                Map.of(
                    "BYTEBASE_ACCESS_TOKEN",
                    "t",
                    "BYTEBASE_SERVICE_ACCOUNT",
                    "a@b.c",
                    "BYTEBASE_SERVICE_ACCOUNT_SECRET",
                    "k")))
        .isEqualTo(Credentials.accessToken("t"));
  }

  @Test
  void serviceAccountIsNextAndBlankCountsAsNotSet() {
    assertThat(
            Credentials.fromEnvironment(
                Map.of(
                    "BYTEBASE_ACCESS_TOKEN",
                    " ",
                    "BYTEBASE_SERVICE_ACCOUNT",
                    "a@b.c",
                    "BYTEBASE_SERVICE_ACCOUNT_SECRET",
                    "k\n")))
        .isEqualTo(Credentials.serviceAccount("a@b.c", "k"));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> credentialsOf(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "no credentials in the environment: set BYTEBASE_SERVICE_ACCOUNT and"
                + " BYTEBASE_SERVICE_ACCOUNT_SECRET, or BYTEBASE_ACCESS_TOKEN");
    assertThatThrownBy(() -> credentialsOf(Map.of("BYTEBASE_SERVICE_ACCOUNT", "a@b.c")))
        .hasMessageContaining("set BYTEBASE_SERVICE_ACCOUNT_SECRET, or");
    assertThatThrownBy(() -> credentialsOf(Map.of("BYTEBASE_SERVICE_ACCOUNT_SECRET", "Secret1")))
        .hasMessageContaining("set BYTEBASE_SERVICE_ACCOUNT, or")
        .hasMessageNotContaining("Secret1");
    assertThatThrownBy(
            () ->
                BytebaseClient.builder()
                    .fromEnvironment(Map.of("BYTEBASE_ACCESS_TOKEN", "Secret1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("BYTEBASE_URL is not set: it gives the server's address")
        .hasMessageNotContaining("Secret1");
  }

  @Test
  void addressAndCredentialsAreTaken() {
    try (BytebaseClient client =
        BytebaseClient.builder()
            .fromEnvironment(Map.of("BYTEBASE_URL", URL + "/", "BYTEBASE_ACCESS_TOKEN", "Secret1"))
            .build()) {
      assertThat(client).hasToString("BytebaseClient{" + URL + ", access token}");
    }
  }
}
