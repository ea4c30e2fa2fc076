package io.bytebase4j.testkit.internal.http;

import java.util.Map;
import java.util.Optional;

/**
 * What a request says.
 *
 * @param method the HTTP method
 * @param path the path, decoded
 * @param uri the path as sent, with its query
 * @param query the query parameters, decoded; of one given twice the last
 * @param headers the headers, names in lower case
 * @param body the body, empty if there is none
 */
public record Exchange(
    String method,
    String path,
    String uri,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {

  /** Copies the maps. */
  public Exchange {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** A header; the name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A query parameter; empty if it is not there. */
  public String param(String name) {
    return query.getOrDefault(name, "");
  }
}
