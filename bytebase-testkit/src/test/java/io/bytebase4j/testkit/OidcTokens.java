package io.bytebase4j.testkit;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Makes tokens in the form of an issuer's, with a signature that is none. */
final class OidcTokens {

  private OidcTokens() {}

  static String of(JsonObject claims) {
    JsonObject header = new JsonObject();
    header.addProperty("alg", "RS256");
    header.addProperty("typ", "JWT");
    return of(header, claims);
  }

  static String of(JsonObject header, JsonObject claims) {
    return part(header.toString()) + "." + part(claims.toString()) + "." + part("not signed");
  }

  static JsonObject claims(String issuer, String audience, String subject, long expiry) {
    JsonObject claims = new JsonObject();
    claims.addProperty("iss", issuer);
    claims.addProperty("aud", audience);
    claims.addProperty("sub", subject);
    claims.addProperty("exp", expiry);
    return claims;
  }

  static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
