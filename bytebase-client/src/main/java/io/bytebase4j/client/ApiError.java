package io.bytebase4j.client;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An error as the server answered it.
 *
 * @param status the HTTP status
 * @param code the error code; it tells apart what shares a status (400 is both invalid argument and
 *     failed precondition)
 * @param message the server's text
 * @param details typed details, each a JSON object with its type under {@code @type}; read-only
 *     list, numbers as {@link java.math.BigDecimal}
 * @param requestId the answer's header {@code X-Request-Id}, where a proxy or server sets one
 * @param retryAfter the wait that the answer asks for in its header {@code Retry-After}
 * @serial exclude
 */
public record ApiError(
    int status,
    ErrorCode code,
    String message,
    List<Map<String, Object>> details,
    @Nullable String requestId,
    @Nullable Duration retryAfter)
    implements Serializable {
  private static final int SHOWN = 2000;
  private static final String PERMISSION_DENIED_DETAIL = "bytebase.v1.PermissionDeniedDetail";

  /**
   * Copies the details.
   *
   * @param status the HTTP status
   * @param code the error code
   * @param message the server's text
   * @param details typed details
   * @param requestId the request's id, or null
   * @param retryAfter the wait that the server asks for, or null
   */
  public ApiError {
    details = List.copyOf(details);
  }

  List<String> requiredPermissions() {
    return permissionDetail("requiredPermissions");
  }

  List<String> deniedResources() {
    return permissionDetail("resources");
  }

  private List<String> permissionDetail(String field) {
    return details.stream()
        .filter(detail -> String.valueOf(detail.get("@type")).endsWith(PERMISSION_DENIED_DETAIL))
        .map(detail -> detail.get(field))
        .filter(List.class::isInstance)
        .flatMap(values -> ((List<?>) values).stream())
        .map(Objects::toString)
        .toList();
  }

  /**
   * One line for people; of the message at most 2,000 characters.
   *
   * @return message, code, status and, where there are such, the request's id and the wait asked
   *     for
   */
  @Override
  public String toString() {
    String id = requestId == null ? "" : ", request " + requestId;
    String wait = retryAfter == null ? "" : ", to be tried again after " + retryAfter;
    return Shown.line(message, SHOWN) + " (" + code + ", HTTP " + status + id + wait + ")";
  }
}
