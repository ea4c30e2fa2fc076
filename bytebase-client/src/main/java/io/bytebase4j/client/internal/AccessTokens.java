package io.bytebase4j.client.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What an access token, a JSON web token, says of itself. It is read, not verified. */
final class AccessTokens {
  private AccessTokens() {}

  /** When the token ends; null where it does not say. */
  static @Nullable Instant end(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      JsonObject claims =
          JsonParser.parseString(new String(payload, StandardCharsets.UTF_8)).getAsJsonObject();
      return claims.has("exp") ? Instant.ofEpochSecond(claims.get("exp").getAsLong()) : null;
    } catch (IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException
        | DateTimeException
        | JsonParseException e) {
      return null;
    }
  }
}
