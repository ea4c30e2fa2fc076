package io.bytebase4j.client.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation, put together but not sent before {@link #execute}. It may be executed
 * more than once; each time is a new request. Not thread-safe.
 *
 * @param <T> the type of the answer
 */
public class ApiCall<T extends @Nullable Object> {
  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z0-9]+)}");

  private final CallExecutor executor;
  private final Operation operation;
  private final Class<?> answerType;
  private final Map<String, String> pathParameters = new LinkedHashMap<>();
  private final Map<String, List<String>> queryParameters = new LinkedHashMap<>();
  private @Nullable Object body;
  private @Nullable Duration timeout;

  /**
   * Begins a call; the generated services do this.
   *
   * @param executor who will carry it
   * @param operation what is called
   * @param answerType the class of the answer, {@code Void.class} for none
   */
  public ApiCall(CallExecutor executor, Operation operation, Class<?> answerType) {
    this.executor = executor;
    this.operation = operation;
    this.answerType = answerType;
  }

  /**
   * Sends the request and waits for the answer.
   *
   * @return the answer; null only where the operation has none
   * @throws IllegalArgumentException before anything is sent, if a name in the path is missing,
   *     malformed, or that of another kind of resource than the operation takes
   * @throws io.bytebase4j.client.BytebaseException if the call fails, whatever the reason
   */
  public T execute() {
    return executor.execute(this);
  }

  /**
   * Sets the longest time of this call, signing in, retries and the waits between them included, in
   * place of the client's.
   *
   * @param timeout from 1 ms to 24 days
   * @return this call
   * @throws IllegalArgumentException if it is out of its range
   */
  public ApiCall<T> timeout(Duration timeout) {
    if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          operation.shortName() + ": timeout is " + timeout + ": it must be from 1 ms to 24 days");
    }
    this.timeout = timeout;
    return this;
  }

  /**
   * Sets a parameter of the path.
   *
   * @param name its name in {@link Operation#path}
   * @param value its value; may hold slashes where it is a resource name
   */
  public final void path(String name, String value) {
    pathParameters.put(name, value);
  }

  /**
   * Sets an option of the query; null takes it away.
   *
   * @param name its name
   * @param value its value; a list is sent as one parameter an element
   */
  public final void query(String name, @Nullable Object value) {
    if (value == null) {
      queryParameters.remove(name);
    } else if (value instanceof Iterable<?> values) {
      List<String> texts = new ArrayList<>();
      values.forEach(element -> texts.add(String.valueOf(element)));
      queryParameters.put(name, Collections.unmodifiableList(texts));
    } else {
      queryParameters.put(name, List.of(value.toString()));
    }
  }

  /**
   * Sets the request's body.
   *
   * @param body a message of the model
   */
  public final void body(Object body) {
    this.body = body;
  }

  /**
   * What is called.
   *
   * @return the operation
   */
  public final Operation operation() {
    return operation;
  }

  /**
   * The class of the answer.
   *
   * @return a class of the model, or {@code Void.class}
   */
  public final Class<?> answerType() {
    return answerType;
  }

  /**
   * The parameters of the path.
   *
   * @return values by name, read-only
   */
  public final Map<String, String> pathParameters() {
    return Collections.unmodifiableMap(pathParameters);
  }

  /**
   * The options of the query.
   *
   * @return values by name, read-only
   */
  public final Map<String, List<String>> queryParameters() {
    return Collections.unmodifiableMap(queryParameters);
  }

  /**
   * The request's body.
   *
   * @return a message of the model, or null where the operation takes none
   */
  public final @Nullable Object body() {
    return body;
  }

  /**
   * The longest time of this call.
   *
   * @return null for the client's
   */
  public final @Nullable Duration timeout() {
    return timeout;
  }

  /**
   * What this call is, for people. Without query and body, which may hold what is confidential.
   *
   * @return for example {@code ReleaseService/ListReleases GET /v1/projects/hr/releases, not sent
   *     until execute()}
   */
  @Override
  public final String toString() {
    String path =
        PARAMETER
            .matcher(operation.path())
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        pathParameters.getOrDefault(found.group(1), found.group())));
    return operation.shortName()
        + " "
        + operation.httpMethod()
        + " "
        + path
        + ", not sent until execute()";
  }
}
