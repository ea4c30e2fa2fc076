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
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Turns error answers into exceptions. */
final class Errors {
  private final Json json;
  private final Credentials credentials;

  Errors(Json json, Credentials credentials) {
    this.json = json;
    this.credentials = credentials;
  }

  BytebaseException toException(Operation operation, Response response, String body) {
    String name = operation.shortName();
    ApiError error = parse(response.code(), body);
    if (error == null) {
      return new BadResponseException(
          name, response.code(), response.header("Content-Type"), body, null);
    }
    return switch (response.code()) {
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
    return new ApiError(
        status,
        ErrorCode.of(wire.code),
        wire.message,
        wire.details == null ? List.of() : wire.details);
  }

  /** The form on the wire; Gson fills it. */
  private static final class Wire {
    private @Nullable Integer code;
    private @Nullable String message;
    private @Nullable List<Map<String, Object>> details;
  }
}
