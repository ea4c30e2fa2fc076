package io.bytebase4j.samples.pipelines;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Tokens as platforms give them to their jobs. The local Bytebase looks at all but signatures. */
final class IdTokens {
  /** What each token ends with. */
  static final String SIGNATURE = part("signature of a job's token");

  private IdTokens() {}

  static String of(String issuer, String subject, String audience) {
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"iss": "%s", "sub": "%s", "aud": "%s", "iat": %d, "exp": %d}"""
            .formatted(issuer, subject, audience, now, now + 300);
    return part("{\"alg\": \"RS256\", \"typ\": \"JWT\", \"kid\": \"1\"}")
        + "."
        + part(claims)
        + "."
        + SIGNATURE;
  }

  private static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
