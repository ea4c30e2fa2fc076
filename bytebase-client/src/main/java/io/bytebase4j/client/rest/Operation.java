package io.bytebase4j.client.rest;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One operation of the REST API.
 *
 * @param method full name of the API method behind it, for example {@code
 *     bytebase.v1.ReleaseService/CheckRelease}
 * @param httpMethod {@code GET}, {@code POST}, {@code PATCH} or {@code DELETE}
 * @param path the path with its parameters in braces, for example {@code
 *     /v1/{parent}/releases:check}
 * @param nameForms by parameter of the path, the forms that its value may have, for example {@code
 *     projects/*} with {@code *} for one segment and {@code **} for any number of them; a parameter
 *     that is not in it may have any
 */
public record Operation(
    String method, String httpMethod, String path, Map<String, List<String>> nameForms) {
  /**
   * Makes an operation; later changes of what was given for the forms don't count.
   *
   * @param method full name of the API method behind it
   * @param httpMethod {@code GET}, {@code POST}, {@code PATCH} or {@code DELETE}
   * @param path the path with its parameters in braces
   * @param nameForms the forms of the values in the path, by parameter
   */
  public Operation {
    nameForms =
        nameForms.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  /**
   * Makes an operation that takes values of any form in its path.
   *
   * @param method full name of the API method behind it
   * @param httpMethod {@code GET}, {@code POST}, {@code PATCH} or {@code DELETE}
   * @param path the path with its parameters in braces
   */
  public Operation(String method, String httpMethod, String path) {
    this(method, httpMethod, path, Map.of());
  }

  /**
   * The method without its package, as messages and logs show it.
   *
   * @return for example {@code ReleaseService/CheckRelease}
   */
  public String shortName() {
    return method.substring(method.lastIndexOf('.') + 1);
  }
}
