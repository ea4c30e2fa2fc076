package io.bytebase4j.gitops.common.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a client may go, and with what. */
class PlatformHttpTest {
  private static final URI CLOUD = URI.create("https://api.example.org/2.0");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.org/2.0",
        "http://10.0.0.7",
        "http://localhost.example.org",
        "http://x.localhost",
        "http://127.0.0.1.example.org",
        "http://0x7f.example.org"
      })
  void plainHttpToAnotherHostIsRefused(String url) {
    assertThatThrownBy(() -> PlatformHttp.to(URI.create(url)).bearer("t0k3n").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use https")
        .hasMessageNotContaining("t0k3n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost:8080/x", "http://127.0.0.1:1", "http://[::1]:9", CLOUD_TEXT})
  void httpsAndThisMachineAreTaken(String url) {
    assertThat(PlatformHttp.to(URI.create(url)).bearer("t0k3n").build().toString())
        .contains(URI.create(url).getHost())
        .doesNotContain("t0k3n");
  }

  private static final String CLOUD_TEXT = "https://api.example.org/2.0";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://api.example.org",
        "api.example.org",
        "https://user:pass@api.example.org",
        "https://api.example.org/?token=pass",
        "https://api.example.org/#token=pass"
      })
  void otherAddressesAreRefused(String url) {
    assertThatThrownBy(() -> PlatformHttp.to(URI.create(url)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://host/path")
        .hasMessageNotContaining("pass@")
        .hasMessageNotContaining("token=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "s3cret\n", "s3 cret", "s3crét", "s3cret\0"})
  void whatCanBeNoTokenIsRefusedWithoutBeingShown(String token) {
    assertThatThrownBy(() -> PlatformHttp.to(CLOUD).bearer(token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("token")
        .hasMessageNotContaining("s3");
  }

  @Test
  void theSigningProxyGetsNoTokenAndNoTunnel() {
    assertThatThrownBy(
            () ->
                PlatformHttp.to(URI.create("http://api.example.org"))
                    .bearer("t0k3n")
                    .throughSigningProxy("localhost", 29418)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no token");
    assertThatThrownBy(() -> PlatformHttp.to(CLOUD).throughSigningProxy("localhost", 29418).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void aPartThatWouldLeadElsewhereIsRefused(String part) {
    assertThatThrownBy(() -> ApiPath.of("repositories", part, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
