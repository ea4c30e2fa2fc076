package io.bytebase4j.gitops.ci;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.bytebase4j.gitops.common.internal.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What an OIDC token says of itself. It is read, not verified: that is for the server.
 *
 * @param end when it ends; empty where it does not say
 * @param audiences whom it is for
 */
record IdToken(Optional<Instant> end, List<String> audiences) {
  // Seconds; the digits of a fraction do not matter.
  private static final Pattern TIME = Pattern.compile("(\\d{1,11})(?:\\.\\d+)?");

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]+");

  /** Reads a token; empty if the text is no JSON web token. */
  static Optional<IdToken> parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3 || !isObject(parts[0]) || !PART.matcher(parts[2]).matches()) {
      return Optional.empty();
    }
    return object(parts[1])
        .map(claims -> new IdToken(time(Json.text(claims, "exp")), texts(Json.at(claims, "aud"))));
  }

  private static boolean isObject(String part) {
    return object(part).isPresent();
  }

  private static Optional<JsonElement> object(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      JsonElement read = Json.parse(new String(bytes, StandardCharsets.UTF_8));
      return read instanceof JsonObject ? Optional.of(read) : Optional.empty();
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(String seconds) {
    Matcher time = TIME.matcher(seconds);
    return time.matches()
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(time.group(1))))
        : Optional.empty();
  }

  // One audience may stand there alone.
  private static List<String> texts(JsonElement element) {
    return element.isJsonArray()
        ? StreamSupport.stream(element.getAsJsonArray().spliterator(), false)
            .map(each -> Json.text(each))
            .toList()
        : Optional.of(Json.text(element)).filter(text -> !text.isEmpty()).stream().toList();
  }

  /** Whether it is for an audience. */
  boolean isFor(String audience) {
    return audiences.contains(audience);
  }
}
