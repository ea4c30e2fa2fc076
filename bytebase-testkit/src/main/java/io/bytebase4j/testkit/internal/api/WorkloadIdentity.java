package io.bytebase4j.testkit.internal.api;

import static java.util.stream.Collectors.joining;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An account that signs in with another issuer's token in place of a key.
 *
 * @param email its e-mail
 * @param issuerUrl who has to have made the token
 * @param audiences one of them has to be an audience of the token; empty if any will do
 * @param subjectPattern the token's subject, or how it begins and a {@code *}; empty if any will do
 */
public record WorkloadIdentity(
    String email, String issuerUrl, List<String> audiences, String subjectPattern) {

  private static final String DOMAIN = "workload.bytebase.com";
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
  private static final Pattern EMAIL =
      Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@" + LABEL + "(?:\\." + LABEL + ")*");
  private static final Pattern PRIVATE_HOST =
      Pattern.compile("localhost|(127|10|192\\.168|172)\\..*");

  /** Refuses what a real server would never let sign in. */
  public WorkloadIdentity {
    audiences = List.copyOf(audiences);
    String complaint = complaint(email);
    if (!complaint.isEmpty()) {
      throw new IllegalArgumentException(complaint);
    }
    URI uri = URI.create(issuerUrl);
    if (!"https".equals(uri.getScheme())
        || uri.getHost() == null
        || PRIVATE_HOST.matcher(uri.getHost()).matches()) {
      throw new IllegalArgumentException(
          "an issuer has an https URL with a public host, not " + issuerUrl);
    }
  }

  /** What the server says of an e-mail that no workload identity can have; empty if one can. */
  static String complaint(String email) {
    String start = "invalid workload identity email " + GoText.quote(email) + ": ";
    if (!EMAIL.matcher(email).matches()) {
      return start + "invalid email address";
    }
    boolean ours = email.endsWith("@" + DOMAIN) || email.endsWith("." + DOMAIN);
    return ours ? "" : start + "email must end with " + DOMAIN;
  }

  /** Refuses a token that is not for this identity, or not any more. */
  void check(OidcToken token, Instant now) {
    if (!token.issuer().equals(issuerUrl)) {
      throw mismatch("issuer", "expected", issuerUrl, token.issuer());
    }
    if (!audiences.isEmpty() && token.audiences().stream().noneMatch(audiences::contains)) {
      throw OidcToken.refused(
          "audience mismatch: token has %s, allowed %s"
              .formatted(list(token.audiences()), list(audiences)));
    }
    if (!allows(token.subject())) {
      throw mismatch("subject", "expected pattern", subjectPattern, token.subject());
    }
    if (now.getEpochSecond() > token.expiry()) {
      throw OidcToken.refused("token has expired");
    }
  }

  private boolean allows(String subject) {
    if (subjectPattern.endsWith("*")) {
      return subject.startsWith(subjectPattern.substring(0, subjectPattern.length() - 1));
    }
    return subjectPattern.isEmpty() || subject.equals(subjectPattern);
  }

  private static ApiException mismatch(String what, String expected, String wanted, String got) {
    return OidcToken.refused(
        "%s mismatch: %s %s, got %s"
            .formatted(what, expected, GoText.quote(wanted), GoText.quote(got)));
  }

  private static String list(List<String> texts) {
    return texts.stream().collect(joining(" ", "[", "]"));
  }
}
