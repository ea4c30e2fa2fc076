package io.bytebase4j.gitops.common.internal.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * What follows a platform's base address. Each part is encoded, so that a part may hold anything: a
 * slash, the braces of a UUID. Immutable.
 *
 * @param segments the parts of the path, not encoded
 * @param query names and values, not encoded
 */
public record ApiPath(List<String> segments, Map<String, String> query) {

  /** Checks the parts. */
  public ApiPath {
    segments = List.copyOf(segments);
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    for (String segment : segments) {
      // Others would be taken for steps within the path, and an empty one for another resource.
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException(
            "\"" + segment + "\" can't be part of an address, next to " + segments);
      }
    }
  }

  /** A path of these parts. */
  public static ApiPath of(String... segments) {
    return new ApiPath(List.of(segments), Map.of());
  }

  /** This path and more parts. */
  public ApiPath plus(String... more) {
    List<String> all = new ArrayList<>(segments);
    all.addAll(List.of(more));
    return new ApiPath(all, query);
  }

  /** This path with one more value in its query. */
  public ApiPath with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(query);
    all.put(name, value);
    return new ApiPath(segments, all);
  }

  HttpUrl below(HttpUrl base) {
    HttpUrl.Builder url = base.newBuilder();
    segments.forEach(url::addPathSegment);
    query.forEach(url::addQueryParameter);
    return url.build();
  }
}
