package io.bytebase4j.gitops.ci;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Tokens in the form of a platform's, with a signature that is none. */
final class SampleToken {
  static final String SIGNATURE = part("signed by nobody");

  private final JsonObject claims = new JsonObject();

  static SampleToken of(String subject) {
    return new SampleToken().with("sub", new JsonPrimitive(subject));
  }

  SampleToken with(String claim, JsonElement value) {
    claims.add(claim, value);
    return this;
  }

  SampleToken by(String issuer) {
    return with("iss", new JsonPrimitive(issuer));
  }

  SampleToken forAudience(String audience) {
    return with("aud", new JsonPrimitive(audience));
  }

  SampleToken until(Instant end) {
    return with("exp", new JsonPrimitive(end.getEpochSecond()));
  }

  String text() {
    return part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + part(claims + "") + "." + SIGNATURE;
  }

  static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
