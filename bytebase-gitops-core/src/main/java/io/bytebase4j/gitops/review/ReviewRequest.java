package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.migration.MigrationSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to be reviewed, and how. Begin with {@link #of}.
 *
 * @param project the project, for example {@code projects/hr}
 * @param targets the databases or database groups; at least one, none twice
 * @param migrations the files; may hold files that can't be used, which then are findings
 * @param environments the environment of targets, by target; a policy may need it
 * @param customRules rules in words for the server's AI; empty for none
 * @param author who wrote the change; null where that is not known. The server counts authors as
 *     users of its licence
 * @param concurrency how many targets are asked for at once, 1 to 32
 * @param timeout the longest time for all of it; more than zero
 * @param listener who hears how it goes on
 * @param revisionsCompared whether the versions that are applied to each database are asked for,
 *     too, to find new ones that come too late; needs the permission {@code bb.revisions.list},
 *     which the role for GitOps lacks
 * @param knownSheets the names of sheets that the project has, by their SHA-256
 */
public record ReviewRequest(
    String project,
    List<String> targets,
    MigrationSet migrations,
    Map<String, String> environments,
    String customRules,
    @Nullable VcsUser author,
    int concurrency,
    Duration timeout,
    ReviewListener listener,
    boolean revisionsCompared,
    Map<String, String> knownSheets) {
  /** How many targets are asked for at once unless set; more helped little when measured. */
  public static final int DEFAULT_CONCURRENCY = 4;

  /** The longest time unless set. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

  private static final int MOST_CONCURRENCY = 32;

  /**
   * Checks the request; nothing is sent.
   *
   * @param project the project, for example {@code projects/hr}
   * @param targets the databases or database groups; at least one, none twice
   * @param migrations the files; may hold files that can't be used, which then are findings
   * @param environments the environment of targets, by target; a policy may need it
   * @param customRules rules in words for the server's AI; empty for none
   * @param author who wrote the change; null where that is not known
   * @param concurrency how many targets are asked for at once, 1 to 32
   * @param timeout the longest time for all of it; more than zero
   * @param listener who hears how it goes on
   * @param revisionsCompared whether the versions that are applied are asked for, too
   * @param knownSheets the names of sheets that the project has, by their SHA-256
   * @throws IllegalArgumentException if the project or a target is no such name, an environment is
   *     given for another target, or a number is out of its range
   */
  public ReviewRequest {
    ResourceNames.requireProject(project);
    targets = ResourceNames.requireTargets(targets);
    environments = Map.copyOf(environments);
    knownSheets = Map.copyOf(knownSheets);
    for (String target : environments.keySet()) {
      if (!targets.contains(target)) {
        throw new IllegalArgumentException(
            "an environment is given for \"" + target + "\", which is none of the targets");
      }
    }
    if (concurrency < 1 || concurrency > MOST_CONCURRENCY) {
      throw new IllegalArgumentException(
          "concurrency is " + concurrency + ": it must be from 1 to " + MOST_CONCURRENCY);
    }
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("timeout is " + timeout + ": it must be more than zero");
    }
  }

  /**
   * Makes a request.
   *
   * @param project the project, for example {@code projects/hr}
   * @param targets the databases or database groups; at least one, none twice
   * @param migrations the files; may hold files that can't be used, which then are findings
   * @return the request
   * @throws IllegalArgumentException if the project or a target is no such name
   */
  public static ReviewRequest of(String project, List<String> targets, MigrationSet migrations) {
    return new ReviewRequest(
        project,
        targets,
        migrations,
        Map.of(),
        "",
        null,
        DEFAULT_CONCURRENCY,
        DEFAULT_TIMEOUT,
        ReviewListener.NONE,
        false,
        Map.of());
  }

  /**
   * Says which environment a target belongs to. The review itself can't tell: the role for GitOps
   * may not look.
   *
   * @param target one of the targets
   * @param environment for example {@code prod} or {@code environments/prod}
   * @return a copy that knows the environment
   */
  public ReviewRequest withEnvironment(String target, String environment) {
    return with(copy -> copy.environments.put(target, ResourceNames.lastPart(environment)));
  }

  /**
   * Gives rules in words, which the server's AI judges by where one is set up. A server without one
   * leaves them aside and does not say so.
   *
   * @param rules the rules; empty for none
   * @return a copy with the rules
   */
  public ReviewRequest withCustomRules(String rules) {
    return with(copy -> copy.customRules = rules);
  }

  /**
   * Says who wrote the change. The server counts authors as users of its licence; leave bots out.
   * Where the licence has no seat left, the server refuses the whole review (429, thrown as {@code
   * ResourceExhaustedException}).
   *
   * @param user the author
   * @return a copy with the author
   */
  public ReviewRequest withAuthor(VcsUser user) {
    return with(copy -> copy.author = user);
  }

  /**
   * Sets how many targets are asked for at once.
   *
   * @param most 1 to 32
   * @return a copy with the number
   */
  public ReviewRequest withConcurrency(int most) {
    return with(copy -> copy.concurrency = most);
  }

  /**
   * Sets the longest time for all of it.
   *
   * @param longest more than zero
   * @return a copy with the time
   */
  public ReviewRequest withTimeout(Duration longest) {
    return with(copy -> copy.timeout = longest);
  }

  /**
   * Sets who hears how it goes on.
   *
   * @param hearer the listener
   * @return a copy with the listener
   */
  public ReviewRequest withListener(ReviewListener hearer) {
    return with(copy -> copy.listener = hearer);
  }

  /**
   * Asks for the versions that are applied to each database, too, and so finds new ones that are
   * lower than one that is there. Of files in the set the review tells that by itself; this is for
   * applied versions whose files are not in the set. Needs the permission {@code
   * bb.revisions.list}; without it the review goes on, and a note of the report says what could not
   * be looked for.
   *
   * @return a copy that compares
   */
  public ReviewRequest withRevisionsCompared() {
    return with(copy -> copy.revisionsCompared = true);
  }

  /**
   * Sends only files whose content the project does not have: for each target, the others are named
   * by the hash of what they hold. If a content is not there any more, all are sent.
   *
   * @param sheets the names of sheets by the SHA-256 of what they hold, as an earlier release tells
   *     them by {@code ReleaseRef.sheets()}
   * @return a copy that knows them, too
   */
  public ReviewRequest reusingSheets(Map<String, String> sheets) {
    return with(copy -> copy.knownSheets.putAll(sheets));
  }

  private ReviewRequest with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new ReviewRequest(
        project,
        targets,
        migrations,
        copy.environments,
        copy.customRules,
        copy.author,
        copy.concurrency,
        copy.timeout,
        copy.listener,
        copy.revisionsCompared,
        copy.knownSheets);
  }

  /** What can be set, on its way into another request. */
  private static final class Copy {
    private final Map<String, String> environments;
    private String customRules;
    private @Nullable VcsUser author;
    private int concurrency;
    private Duration timeout;
    private ReviewListener listener;
    private boolean revisionsCompared;
    private final Map<String, String> knownSheets;

    Copy(ReviewRequest request) {
      environments = new LinkedHashMap<>(request.environments);
      customRules = request.customRules;
      author = request.author;
      concurrency = request.concurrency;
      timeout = request.timeout;
      listener = request.listener;
      revisionsCompared = request.revisionsCompared;
      knownSheets = new HashMap<>(request.knownSheets);
    }
  }
}
