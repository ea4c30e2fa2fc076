package io.bytebase4j.client.rest;

/**
 * One operation of the REST API.
 *
 * @param method full name of the API method behind it, for example {@code
 *     bytebase.v1.ReleaseService/CheckRelease}
 * @param httpMethod {@code GET}, {@code POST}, {@code PATCH} or {@code DELETE}
 * @param path the path with its parameters in braces, for example {@code
 *     /v1/{parent}/releases:check}
 */
public record Operation(String method, String httpMethod, String path) {
  /**
   * The method without its package, as messages and logs show it.
   *
   * @return for example {@code ReleaseService/CheckRelease}
   */
  public String shortName() {
    return method.substring(method.lastIndexOf('.') + 1);
  }
}
