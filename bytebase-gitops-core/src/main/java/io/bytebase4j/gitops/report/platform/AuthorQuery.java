package io.bytebase4j.gitops.report.platform;

import com.google.gson.JsonElement;
import io.bytebase4j.gitops.common.internal.Json;
import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.common.internal.http.Pace;
import io.bytebase4j.gitops.common.internal.http.PlatformException;
import io.bytebase4j.gitops.common.internal.http.PlatformHttp;
import io.bytebase4j.gitops.common.internal.http.PlatformSession;
import java.util.function.Function;

/**
 * Asks a platform for a pull request, and finds the author in what it answers.
 *
 * @param way how to reach the platform; used once
 * @param path where the pull request is
 * @param number its number
 * @param numberField what the answer calls the number
 * @param authorField what the answer calls the author
 * @param reader reads the author
 * @param signInHint what to do where the platform answers with its page for signing in
 */
record AuthorQuery(
    PlatformHttp.Builder way,
    ApiPath path,
    long number,
    String numberField,
    String authorField,
    Function<JsonElement, Account> reader,
    String signInHint) {

  /** Asks, within a time; tells faults and throws none. */
  PullRequestAuthor ask(Pace pace) {
    PlatformHttp http = pace.build(way.purpose("finding the author"));
    try (PlatformSession session = http.begin()) {
      return read(session.get(path).json());
    } catch (PlatformException e) {
      boolean signInPage = e.status() == 203 || e.status() == 302;
      return PullRequestAuthor.unknown(e.getMessage() + (signInPage ? signInHint : ""));
    }
  }

  private PullRequestAuthor read(JsonElement answer) {
    // What stands in between may have answered, and nobody else may be counted as the author.
    if (!Json.text(answer, numberField).equals(Long.toString(number))) {
      return PullRequestAuthor.unknown(
          "what the platform answered is not the pull request with the number " + number);
    }
    return reader.apply(Json.at(answer, authorField)).author();
  }
}
