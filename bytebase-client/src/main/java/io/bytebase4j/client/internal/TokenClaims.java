package io.bytebase4j.client.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What an access token, a JSON web token, says of itself. It is read, not verified.
 *
 * @param issued when it was made, by the clock of who made it; null where it does not say
 * @param end when it ends, by the same clock; null where it does not say
 */
record TokenClaims(@Nullable Instant issued, @Nullable Instant end) {
  private static final TokenClaims NONE = new TokenClaims(null, null);

  static TokenClaims of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return NONE;
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      JsonObject claims =
          JsonParser.parseString(new String(payload, StandardCharsets.UTF_8)).getAsJsonObject();
      return new TokenClaims(time(claims, "iat"), time(claims, "exp"));
    } catch (IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException
        | DateTimeException
        | JsonParseException e) {
      return NONE;
    }
  }

  private static @Nullable Instant time(JsonObject claims, String name) {
    return claims.has(name) ? Instant.ofEpochSecond(claims.get(name).getAsLong()) : null;
  }
}
