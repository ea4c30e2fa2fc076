package io.bytebase4j.gitops.report.gitlab;

import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.internal.Publishing;

/**
 * One note on a merge request of GitLab that holds the review, updated by each run. By GitLab's
 * REST API, {@code …/merge_requests/{iid}/notes}. Immutable and thread-safe.
 *
 * <p>The note of an earlier run is found by a mark with the review's key, which readers do not see,
 * and by its author, the account of the token: notes of other people, and of reviews with other
 * keys, are left alone. Should there be several of ours, the first is kept and the others are
 * deleted.
 *
 * <p>A review in which nothing was found changes the note, too, and is written where there is none,
 * so that people see that it ran; {@link #withoutCleanReviews} leaves it out there.
 *
 * <p>Limit: 1,000,000 characters. What was left out is said in the note.
 *
 * <p>What to sign in with: the access token of a project, a group or a person with the scope {@code
 * api} and at least the role Reporter. {@code CI_JOB_TOKEN} may not write notes.
 */
public final class GitLabNote implements ReviewPublisher {
  private static final String SINK = "GitLab note";
  private static final String NEEDS =
      "the access token of a project, a group or a person with the scope \"api\" and a role in the"
          + " project (CI_JOB_TOKEN may not write notes)";

  private final GitLabApi api;
  private final ApiPath notes;
  private final boolean cleanReviews;

  private GitLabNote(GitLabApi api, ApiPath notes, boolean cleanReviews) {
    this.api = api;
    this.notes = notes;
    this.cleanReviews = cleanReviews;
  }

  /**
   * Publishes on a merge request. In GitLab CI the names are {@code CI_MERGE_REQUEST_PROJECT_ID}
   * and {@code CI_MERGE_REQUEST_IID}.
   *
   * @param api the way to GitLab
   * @param project the project's id or its path, for example {@code group/shop}
   * @param mergeRequest the merge request's number in its project, from 1
   * @return a publisher
   * @throws IllegalArgumentException if the project is empty, or the number is not from 1
   */
  public static GitLabNote of(GitLabApi api, String project, long mergeRequest) {
    if (project.isBlank()) {
      throw new IllegalArgumentException("project is empty");
    }
    if (mergeRequest < 1) {
      throw new IllegalArgumentException("mergeRequest is " + mergeRequest + ": it counts from 1");
    }
    return new GitLabNote(
        api,
        ApiPath.of("projects", project, "merge_requests", Long.toString(mergeRequest), "notes"),
        true);
  }

  /**
   * Writes no note for a review in which nothing was found, where there is none to change.
   *
   * @return a copy that does so
   */
  public GitLabNote withoutCleanReviews() {
    return new GitLabNote(api, notes, false);
  }

  @Override
  public String sink() {
    return SINK;
  }

  @Override
  public Publication publish(ReportedReview review) {
    return Publishing.run(
        SINK,
        api.http(NEEDS),
        session ->
            Publishing.keepComment(
                SINK,
                session,
                new GitLabNotes(session, notes),
                review,
                MarkdownFlavour.GITLAB,
                cleanReviews));
  }
}
