package io.bytebase4j.testkit.internal.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.json.Json;
import java.util.List;
import java.util.Map;

/** A refusal, with the code and the words of the real server. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;
  private final String words;
  private final transient JsonArray details;

  private ApiException(int status, int code, String words, JsonArray details) {
    super(words);
    this.status = status;
    this.code = code;
    this.words = words;
    this.details = details;
  }

  /** 400 code 3: the request is wrong. */
  public static ApiException invalidArgument(String words) {
    return new ApiException(400, 3, words, new JsonArray());
  }

  /** 400 code 9: the request is right, but not now. */
  public static ApiException failedPrecondition(String words) {
    return new ApiException(400, 9, words, new JsonArray());
  }

  /** 404 code 5. */
  public static ApiException notFound(String words) {
    return new ApiException(404, 5, words, new JsonArray());
  }

  /** 409 code 6. */
  public static ApiException alreadyExists(String words) {
    return new ApiException(409, 6, words, new JsonArray());
  }

  /** 400 code 3 with a reason for each field that breaks a rule of the API. */
  public static ApiException violation(String words, JsonObject detail) {
    return new ApiException(400, 3, "validation error: " + words, Json.array(List.of(detail)));
  }

  /** 429 code 8, without a Retry-After header. */
  public static ApiException resourceExhausted(String words) {
    return new ApiException(429, 8, words, new JsonArray());
  }

  /** 500 code 13. */
  public static ApiException internal(String words) {
    return new ApiException(500, 13, words, new JsonArray());
  }

  /** 401 code 16, which the server repeats in a header. */
  public static ApiException unauthenticated(String words) {
    return new ApiException(401, 16, words, new JsonArray());
  }

  /**
   * 403 code 7 with the missing permission; {@code resources} is empty for a permission of the
   * whole workspace.
   */
  public static ApiException permissionDenied(
      String procedure, String permission, List<String> resources) {
    JsonObject detail =
        Json.object()
            .put("@type", "type.googleapis.com/bytebase.v1.PermissionDeniedDetail")
            .put("method", procedure)
            .put("requiredPermissions", texts(List.of(permission)))
            .put("resources", texts(resources))
            .build();
    return new ApiException(
        403,
        7,
        "permission denied for method \"%s\", user does not have permission \"%s\", extra [%s]"
            .formatted(procedure, permission, String.join(" ", resources)),
        Json.array(List.of(detail)));
  }

  /** Any status and code, for what only an older server says. */
  public static ApiException of(int status, int code, String words) {
    return new ApiException(status, code, words, new JsonArray());
  }

  /** 404 or 405 code 2: there is no such route. */
  public static ApiException noRoute(int status, String method, String uri) {
    return new ApiException(
        status,
        2,
        "not_found: gateway routing error %d: request method %s, URI %s"
            .formatted(status, method, uri),
        new JsonArray());
  }

  /**
   * 501: the real server's behaviour here was not measured, so the testkit does not make one up.
   */
  public static ApiException unmeasured(String what) {
    return new ApiException(
        501,
        12,
        "bytebase-testkit has no measurement of the real server for " + what,
        new JsonArray());
  }

  /** The answer to send. */
  public Answer answer() {
    JsonObject body =
        Json.object().put("code", code).put("message", words).put("details", details).build();
    Map<String, String> headers = status == 401 ? Map.of("Www-Authenticate", words) : Map.of();
    return Answer.json(status, body).withHeaders(headers);
  }

  private static JsonArray texts(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
