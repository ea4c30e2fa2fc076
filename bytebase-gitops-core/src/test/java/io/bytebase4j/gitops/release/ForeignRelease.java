package io.bytebase4j.gitops.release;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.model.ReleaseFile;
import io.bytebase4j.client.model.ReleaseType;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A release that somebody else makes under the ids of a request. */
final class ForeignRelease {
  private ForeignRelease() {}

  /**
   * Makes it.
   *
   * @param statement what its only file holds; that of the request for the same content
   * @return its name
   */
  static String make(ReleaseServer server, ReleaseRequest request, String statement) {
    BytebaseClient client = server.client(server.time::pass, options -> options);
    String template =
        request
            .idTemplate()
            .forKey(ReleaseKey.of(request, request.migrations().filesOfRelease(), ""));
    return Objects.requireNonNull(
        client
            .releases()
            .createRelease(
                request.project(),
                new Release()
                    .type(ReleaseType.VERSIONED)
                    .addFilesItem(
                        new ReleaseFile()
                            .path(request.migrations().files().get(0).path())
                            .version("1")
                            .statement(statement.getBytes(StandardCharsets.UTF_8))))
            .releaseIdTemplate(template)
            .releaseIdTimezone(request.idTemplate().zone().getId())
            .execute()
            .getName());
  }
}
