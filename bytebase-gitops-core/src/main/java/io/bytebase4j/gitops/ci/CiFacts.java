package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.common.VcsSource;
import io.bytebase4j.gitops.common.VcsType;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was found out about a run.
 *
 * @param ref what is built: branch, tag or pull request
 * @param commit the commit to report on
 * @param checkoutCommit the commit that is checked out
 */
record CiFacts(
    Optional<CiRepository> repository,
    Ref ref,
    Optional<String> commit,
    Optional<String> checkoutCommit,
    CiRun run,
    Optional<String> deploymentEnvironment,
    Optional<Path> checkoutRoot,
    Optional<URI> apiBaseUrl,
    Optional<VcsSource> vcsSource) {

  /** Nothing is known. */
  static final CiFacts NONE =
      new CiFacts(
          Optional.empty(),
          Ref.NONE,
          Optional.empty(),
          Optional.empty(),
          CiRun.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** What is built. */
  record Ref(Optional<String> branch, Optional<String> tag, Optional<PullRequest> pullRequest) {
    static final Ref NONE = new Ref(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The page of a commit below the repository's page. */
  static Optional<VcsSource> source(
      Optional<CiRepository> repository, Optional<String> commit, String... path) {
    return repository
        .flatMap(CiRepository::webUrl)
        .flatMap(
            web -> commit.map(id -> WebAddress.child(WebAddress.child(web, path), id).toString()))
        .flatMap(
            url ->
                repository
                    .flatMap(CiRepository::type)
                    .map((VcsType type) -> new VcsSource(type, url)));
  }
}
