package io.bytebase4j.gitops.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://bitbucket.org/acme/shop, https://bitbucket.org/acme/shop",
    "https://acme:token@bitbucket.org/acme/shop, https://bitbucket.org/acme/shop",
    "https://a@b@bitbucket.org/acme/shop, https://bitbucket.org/acme/shop",
    "HTTP://Git.acme.example:8443/x/, http://Git.acme.example:8443/x",
    "https://[::1]:8080/x, https://[::1]:8080/x",
    "https://dev.azure.com/acme/Web Shop/_git/a b, https://dev.azure.com/acme/Web%20Shop/_git/a%20b",
    "https://dev.azure.com/acme/Web%20Shop/_git/a, https://dev.azure.com/acme/Web%20Shop/_git/a",
    "https://a.example/100%/x, https://a.example/100%25/x",
    "https://a.example/{x}<y>/é, https://a.example/%7Bx%7D%3Cy%3E/%C3%A9",
    "https://a.example/x?token=1#y, https://a.example/x",
    "https://a.example, https://a.example",
  })
  void addressesThatOthersAreMadeOf(String text, String address) {
    assertThat(WebAddress.base(text)).contains(URI.create(address));
  }

  @ParameterizedTest
  @CsvSource({
    "https://u:p@a.example/_release?releaseId=1&_a=x#y, https://a.example/_release?releaseId=1&_a=x",
    "https://a.example/x/?q=a b, https://a.example/x/?q=a%20b",
  })
  void pagesKeepTheirQuery(String text, String address) {
    assertThat(WebAddress.page(text)).contains(URI.create(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "git@bitbucket.org:acme/shop.git",
        "ssh://git@bitbucket.org/acme/shop",
        "//bitbucket.org/acme",
        "bitbucket.org/acme",
        "https://",
        "https:///x",
        "https://@/x",
        "https://a b/x",
        "https://a.example\n.evil.example/x",
        "https://a.example\\.evil.example/x",
        "https://a.example:port/x",
        " ",
      })
  void whatIsNoAddressOfAPageIsNone(String text) {
    assertThat(WebAddress.page(text)).isEmpty();
    assertThat(WebAddress.base(text)).isEmpty();
  }

  @Test
  void aPartStaysOnePartWhateverStandsInIt() {
    assertThat(WebAddress.child(URI.create("https://a.example/x"), "a/b?c#d", "{e}", "é f\n%41"))
        .hasToString("https://a.example/x/a%2Fb%3Fc%23d/%7Be%7D/%C3%A9%20f%0A%2541");
  }
}
