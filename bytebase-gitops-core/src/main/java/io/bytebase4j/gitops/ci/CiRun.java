package io.bytebase4j.gitops.ci;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A run of a pipeline or workflow. What is not known is empty.
 *
 * @param id the platform's id: Bitbucket's build number, GitHub's run id, GitLab's pipeline id,
 *     Azure's build id
 * @param url the run's page
 * @param jobUrl the page of the job or step in it; GitHub does not tell it
 * @param attempt how often it was tried, from 1; GitLab does not tell it
 * @param trigger what set it off
 * @param event the platform's own word for that, such as {@code workflow_dispatch} or {@code
 *     IndividualCI}
 * @param actor who set it off, or ran it again
 */
public record CiRun(
    Optional<String> id,
    Optional<URI> url,
    Optional<URI> jobUrl,
    OptionalInt attempt,
    CiTrigger trigger,
    Optional<String> event,
    Optional<CiActor> actor) {

  /** Nothing is known. */
  static final CiRun NONE =
      new CiRun(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          CiTrigger.UNKNOWN,
          Optional.empty(),
          Optional.empty());
}
