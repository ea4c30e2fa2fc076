package io.bytebase4j.client.internal;

import io.bytebase4j.client.rest.ApiCall;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Turns calls into HTTP requests. */
final class Requests {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z0-9]+)}");

  private final HttpUrl baseUrl;
  private final Json json;
  private final Headers headers;

  Requests(HttpUrl baseUrl, Json json, String userAgent, Map<String, String> added) {
    this.baseUrl = baseUrl;
    this.json = json;
    this.headers =
        Headers.of(added)
            .newBuilder()
            .add("Accept", "application/json")
            .add("User-Agent", userAgent)
            .build();
  }

  /**
   * The request of a call, which lacks only its access token.
   *
   * @param path what {@link #path} gave
   */
  Request request(ApiCall<?> call, String path) {
    return new Request.Builder()
        .url(url(call, path))
        .headers(headers)
        .method(call.operation().httpMethod(), body(call))
        .build();
  }

  private HttpUrl url(ApiCall<?> call, String path) {
    HttpUrl.Builder url = baseUrl.newBuilder();
    for (String segment : path.substring(1).split("/", -1)) {
      url.addPathSegment(segment);
    }
    call.queryParameters()
        .forEach((name, values) -> values.forEach(value -> url.addQueryParameter(name, value)));
    return url.build();
  }

  /**
   * The path with its parameters put in, as people read it.
   *
   * @throws IllegalArgumentException if a parameter is missing, no resource name, or the name of
   *     another kind of resource than the operation takes
   */
  static String path(ApiCall<?> call) {
    Map<String, String> values = call.pathParameters();
    Matcher parameters = PARAMETER.matcher(call.operation().path());
    return parameters.replaceAll(
        found -> {
          String name = found.group(1);
          String value = values.get(name);
          if (value == null) {
            throw new IllegalArgumentException(
                call.operation().shortName() + ": " + name + " is not set");
          }
          requireResourceName(call, name, value);
          requireForm(call, name, value);
          return Matcher.quoteReplacement(value);
        });
  }

  // Empty and dot segments would be folded away on the road, and the request would reach another
  // resource than the caller named.
  private static void requireResourceName(ApiCall<?> call, String name, String value) {
    for (String segment : segments(value)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException(
            "%s: %s \"%s\" is no resource name: its parts, between slashes, may not be empty, \".\" or \"..\""
                .formatted(call.operation().shortName(), name, value));
      }
    }
  }

  // The path of an operation may be little more than the name: with that of a project, the request
  // to delete a release would delete the project.
  private static void requireForm(ApiCall<?> call, String name, String value) {
    List<String> forms = call.operation().nameForms().getOrDefault(name, List.of());
    List<String> segments = segments(value);
    if (!forms.isEmpty() && forms.stream().noneMatch(form -> fits(segments(form), segments))) {
      throw new IllegalArgumentException(
          "%s: %s \"%s\" is not of the form %s"
              .formatted(call.operation().shortName(), name, value, String.join(" or ", forms)));
    }
  }

  private static boolean fits(List<String> form, List<String> value) {
    if (form.isEmpty()) {
      return value.isEmpty();
    }
    String first = form.get(0);
    List<String> rest = form.subList(1, form.size());
    if (first.equals("**")) {
      return IntStream.rangeClosed(0, value.size())
          .anyMatch(taken -> fits(rest, value.subList(taken, value.size())));
    }
    return !value.isEmpty()
        && (first.equals("*") || first.equals(value.get(0)))
        && fits(rest, value.subList(1, value.size()));
  }

  private static List<String> segments(String name) {
    return List.of(name.split("/", -1));
  }

  private @Nullable RequestBody body(ApiCall<?> call) {
    Object body = call.body();
    if (body != null) {
      return RequestBody.create(written(body), JSON);
    }
    boolean mayHaveBody =
        !call.operation().httpMethod().equals("GET")
            && !call.operation().httpMethod().equals("DELETE");
    return mayHaveBody ? RequestBody.create("{}", JSON) : null;
  }

  // In pieces that the connection takes as they are: a release may hold many megabytes.
  private ByteString written(Object body) {
    Buffer buffer = new Buffer();
    try (Writer out = new OutputStreamWriter(buffer.outputStream(), StandardCharsets.UTF_8)) {
      json.write(body, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes all text", e);
    }
    return buffer.snapshot();
  }
}
