package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoBase64;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.MalformedRequestException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What an issuer's token says. Whether it says so truly is not looked at: for that, the issuer's
 * keys would be needed.
 *
 * @param issuer who made it
 * @param subject whom it is about
 * @param audiences whom it is for
 * @param expiry the last second, since 1970, in which it is good
 */
record OidcToken(String issuer, String subject, List<String> audiences, long expiry) {

  private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");

  OidcToken {
    audiences = List.copyOf(audiences);
  }

  static OidcToken parse(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3) {
      throw unreadable("go-jose/go-jose: compact JWS format must have three parts");
    }
    String header;
    String payload;
    try {
      header = new String(GoBase64.url(parts[0]), StandardCharsets.UTF_8);
      payload = new String(GoBase64.url(parts[1]), StandardCharsets.UTF_8);
      GoBase64.url(parts[2]);
    } catch (MalformedRequestException e) {
      throw unreadable(e.words());
    }
    String algorithm = text(object(header), "alg");
    if (!ALGORITHMS.contains(algorithm)) {
      throw unreadable(
          "unexpected signature algorithm %s; expected [\"RS256\" \"ES256\"]"
              .formatted(GoText.quote(algorithm)));
    }
    JsonObject claims = object(payload);
    return new OidcToken(
        text(claims, "iss"), text(claims, "sub"), audiences(claims), expiry(claims));
  }

  private static JsonObject object(String json) {
    try {
      if (JsonParser.parseString(json) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException e) {
      throw ApiException.unmeasured("a token with a part that is no JSON");
    }
    throw ApiException.unmeasured("a token with a part that is no JSON object");
  }

  private static String text(JsonObject object, String key) {
    JsonElement value = object.get(key);
    return value == null ? "" : text(value, key);
  }

  private static String text(JsonElement value, String key) {
    if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw ApiException.unmeasured("a token whose " + key + " is no text");
  }

  private static List<String> audiences(JsonObject claims) {
    JsonElement value = claims.get("aud");
    if (value == null) {
      return List.of();
    }
    if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      return List.of(primitive.getAsString());
    }
    if (value instanceof JsonArray array) {
      return array.asList().stream().map(e -> text(e, "aud")).toList();
    }
    throw refused(
        "failed to verify token signature: go-jose/go-jose/jwt: expected string or array value to"
            + " unmarshal to Audience");
  }

  /** A token that does not say when it ends has ended long ago. */
  private static long expiry(JsonObject claims) {
    JsonElement value = claims.get("exp");
    if (value == null) {
      return 0;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      return primitive.getAsBigDecimal().longValue();
    }
    throw refused(
        "failed to verify token signature: go-jose/go-jose/jwt: expected number value to unmarshal"
            + " NumericDate");
  }

  private static ApiException unreadable(String why) {
    return refused("failed to parse token: " + why);
  }

  static ApiException refused(String why) {
    return ApiException.unauthenticated("token validation failed: " + why);
  }
}
