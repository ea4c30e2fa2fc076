package io.bytebase4j.gitops.report.bitbucket;

import io.bytebase4j.gitops.common.internal.http.ApiPath;

/** The path of a repository, from names that come from outside. */
final class Repository {
  private Repository() {}

  static ApiPath path(String workspace, String repoSlug) {
    return ApiPath.of(
        "repositories", required("workspace", workspace), required("repoSlug", repoSlug));
  }

  static String required(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is empty");
    }
    return value;
  }
}
