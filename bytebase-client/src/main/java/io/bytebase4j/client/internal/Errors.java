package io.bytebase4j.client.internal;

import com.google.gson.JsonParseException;
import io.bytebase4j.client.ApiError;
import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.BadResponseException;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.ErrorCode;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.client.rest.Operation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns error answers into exceptions. */
final class Errors {
  private static final String AUTH_SERVICE = "AuthService/";

  private final Json json;
  private final Credentials credentials;

  Errors(Json json, Credentials credentials) {
    this.json = json;
    this.credentials = credentials;
  }

  /** For an answer that is none of this API. */
  static BadResponseException badResponse(
      Operation operation, Http.Answer answer, @Nullable JsonParseException cause) {
    // A parse error quotes the text, and the answers of this service hold tokens.
    boolean secret = operation.shortName().startsWith(AUTH_SERVICE);
    return new BadResponseException(
        operation.shortName(),
        answer.status(),
        answer.contentType(),
        secret ? "(not shown: may hold a token)" : answer.body(),
        secret ? null : cause);
  }

  /** For an answer whose status says that the call failed. */
  BytebaseException toException(Operation operation, Http.Answer answer) {
    String name = operation.shortName();
    ApiError error = parse(answer.status(), answer.body());
    if (error == null) {
      return badResponse(operation, answer, null);
    }
    return switch (answer.status()) {
      case 401 -> new UnauthenticatedException(name, error, credentials);
      case 403 -> new PermissionDeniedException(name, error);
      case 404 -> new NotFoundException(name, error);
      default -> new ApiException(name, error);
    };
  }

  /** The error, or null where the body is none of this API. */
  private @Nullable ApiError parse(int status, String body) {
    Wire wire;
    try {
      wire = json.read(body, Wire.class);
    } catch (JsonParseException e) {
      return null;
    }
    if (wire == null || wire.code == null || wire.message == null) {
      return null;
    }
    List<Map<String, Object>> details =
        wire.details == null ? List.of() : wire.details.stream().filter(Objects::nonNull).toList();
    return new ApiError(status, ErrorCode.of(wire.code), wire.message, details);
  }

  /** The form on the wire; Gson fills it. */
  private static final class Wire {
    private @Nullable Integer code;
    private @Nullable String message;
    private @Nullable List<Map<String, Object>> details;
  }
}
