package io.bytebase4j.gitops.common;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a release comes from; the server shows it beside the release.
 *
 * @param type where the repository is kept
 * @param url the page of the commit; http or https, without a user
 */
public record VcsSource(VcsType type, String url) {
  /**
   * Checks the address.
   *
   * @param type where the repository is kept
   * @param url the page of the commit; http or https, without a user
   * @throws IllegalArgumentException if the address is none of http or https, or holds a user
   */
  public VcsSource {
    URI uri = parse(url);
    if (uri == null
        || uri.getHost() == null
        || !("https".equalsIgnoreCase(uri.getScheme())
            || "http".equalsIgnoreCase(uri.getScheme()))) {
      throw new IllegalArgumentException(
          "the VCS source's url is no http or https address of a page: such as"
              + " https://bitbucket.org/acme/shop/commits/1f0c2a");
    }
    // A user in an address is most often a token; the server would show it to everybody.
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("the VCS source's url holds a user: leave it out");
    }
  }

  private static @Nullable URI parse(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
