package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.http.Exchange;
import io.bytebase4j.testkit.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs access tokens in the real server's shape, and reads those it signed. Thread-safe. */
public final class Tokens {

  private static final String AUDIENCE = "bb.user.access";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Clock clock;
  private final Duration lifetime;
  private final String workspaceId;
  private volatile SecretKeySpec key = newKey();

  /**
   * Makes a secret to sign with.
   *
   * @param clock tells when a token begins and ends
   * @param lifetime how long a token is good
   * @param workspaceId the workspace that a token is for
   */
  public Tokens(Clock clock, Duration lifetime, String workspaceId) {
    this.clock = clock;
    this.lifetime = lifetime;
    this.workspaceId = workspaceId;
  }

  /** Signs with another secret from now on: the tokens so far are no good any more. */
  public void replaceSecret() {
    key = newKey();
  }

  private static SecretKeySpec newKey() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return new SecretKeySpec(secret, "HmacSHA256");
  }

  /** A token for an account. */
  public String sign(String email) {
    long now = clock.instant().getEpochSecond();
    JsonObject header =
        Json.object().put("alg", "HS256").put("kid", "v1").put("typ", "JWT").build();
    JsonArray audience = new JsonArray();
    audience.add(AUDIENCE);
    JsonObject claims = Json.object().put("iss", "bytebase").put("sub", email).build();
    claims.add("aud", audience);
    claims.addProperty("exp", now + lifetime.toSeconds());
    claims.addProperty("iat", now);
    claims.addProperty("workspace_id", workspaceId);
    String signed = encode(header) + "." + encode(claims);
    return signed + "." + BASE64.encodeToString(hmac(signed));
  }

  /** The account that a request's token was signed for. */
  String email(Exchange exchange) {
    String header =
        exchange
            .header("authorization")
            .orElseThrow(() -> ApiException.unauthenticated("access token not found"));
    if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw ApiException.unauthenticated("authorization header format must be Bearer {token}");
    }
    JsonObject claims = claims(header.substring(7).strip());
    if (claims.get("exp").getAsLong() <= clock.instant().getEpochSecond()) {
      throw ApiException.unauthenticated("access token expired");
    }
    return claims.get("sub").getAsString();
  }

  private JsonObject claims(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length == 3) {
      try {
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        if (MessageDigest.isEqual(signature, hmac(parts[0] + "." + parts[1]))) {
          byte[] json = Base64.getUrlDecoder().decode(parts[1]);
          return JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
        }
      } catch (IllegalArgumentException | JsonParseException notOurs) {
        throw ApiException.unauthenticated("failed to parse claim");
      }
    }
    throw ApiException.unauthenticated("failed to parse claim");
  }

  private static String encode(JsonObject json) {
    return BASE64.encodeToString(Json.text(json).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HmacSHA256", e);
    }
  }
}
