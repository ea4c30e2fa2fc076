package io.bytebase4j.gitops.release;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.common.VcsSource;
import io.bytebase4j.gitops.migration.MigrationSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to be released, and how. Begin with {@link #of}. Immutable.
 *
 * @param project the project, for example {@code projects/hr}
 * @param migrations the files
 * @param vcsSource the commit that they come from; null where there is none
 * @param targets what it is released for; may be empty
 * @param runKey what tells this run from others with the same content; empty for none
 * @param idTemplate how the release's id is made
 * @param reuse what becomes of a release with the same content
 * @param lookBack how old an earlier release may be to be found; null for the template's own: one
 *     day, or ten minutes where it shows minutes
 * @param contentsOf names of releases whose contents need not be sent again
 * @param knownSheets the names of sheets that the project has, by their SHA-256
 */
public record ReleaseRequest(
    String project,
    MigrationSet migrations,
    @Nullable VcsSource vcsSource,
    List<String> targets,
    String runKey,
    ReleaseIdTemplate idTemplate,
    ReleaseReuse reuse,
    @Nullable Duration lookBack,
    List<String> contentsOf,
    Map<String, String> knownSheets) {
  /** The most ids that a look-back may ask for. */
  private static final int MOST_IDS = 100;

  /**
   * Checks the request; nothing is sent.
   *
   * @param project the project, for example {@code projects/hr}
   * @param migrations the files
   * @param vcsSource the commit that they come from; null where there is none
   * @param targets what it is released for; may be empty
   * @param runKey what tells this run from others with the same content; empty for none
   * @param idTemplate how the release's id is made
   * @param reuse what becomes of a release with the same content
   * @param lookBack how old an earlier release may be to be found; null for the template's own
   * @param contentsOf names of releases whose contents need not be sent again
   * @param knownSheets the names of sheets that the project has, by their SHA-256
   * @throws IllegalArgumentException if the project, a target or a release is no such name, or the
   *     look-back is negative or means more than 100 ids to look for
   * @throws io.bytebase4j.gitops.migration.InvalidMigrationsException if the files can't be used
   */
  public ReleaseRequest {
    ResourceNames.requireProject(project);
    migrations.requireValid();
    targets = targets.isEmpty() ? List.of() : ResourceNames.requireTargets(targets);
    contentsOf = List.copyOf(contentsOf);
    contentsOf.forEach(name -> requireRelease(project, name));
    knownSheets = Map.copyOf(knownSheets);
    if (lookBack != null) {
      requireFewIds(lookBack, idTemplate);
    }
  }

  private static void requireRelease(String project, String name) {
    String parent = project + "/releases/";
    if (!name.startsWith(parent) || name.length() == parent.length()) {
      throw new IllegalArgumentException(
          "release \"%s\" is none of %s: contents are kept by project, and only those of %s{release} can be named"
              .formatted(name, project, parent));
    }
  }

  private static void requireFewIds(Duration lookBack, ReleaseIdTemplate template) {
    if (lookBack.isNegative()) {
      throw new IllegalArgumentException("lookBack is " + lookBack + ": it must be zero or more");
    }
    long ids = template.showsMinutes() ? lookBack.toMinutes() : lookBack.toDays();
    if (ids > MOST_IDS) {
      throw new IllegalArgumentException(
          "lookBack is %s: with the template %s that means to ask for %d ids, the most is %d"
              .formatted(lookBack, template.text(), ids, MOST_IDS));
    }
  }

  /**
   * Makes a request: for no certain targets, with the standard ids, and with an earlier release
   * taken if one of the last day holds the same.
   *
   * @param project the project, for example {@code projects/hr}
   * @param migrations the files
   * @return the request
   * @throws IllegalArgumentException if the project is no such name
   * @throws io.bytebase4j.gitops.migration.InvalidMigrationsException if the files can't be used
   */
  public static ReleaseRequest of(String project, MigrationSet migrations) {
    return new ReleaseRequest(
        project,
        migrations,
        null,
        List.of(),
        "",
        ReleaseIdTemplate.standard(),
        ReleaseReuse.ADOPT,
        null,
        List.of(),
        Map.of());
  }

  /**
   * Says where the files come from. It does not tell releases apart: the same files of another
   * commit are the same release.
   *
   * @param source the commit
   * @return a copy with the source
   */
  public ReleaseRequest withVcsSource(VcsSource source) {
    return with(copy -> copy.vcsSource = source);
  }

  /**
   * Says what it is released for. The same files for other targets are another release; in which
   * order they are named does not matter. The server is not told: where a release goes, a plan
   * says.
   *
   * @param targets databases or database groups; at least one, none twice
   * @return a copy for the targets
   * @throws IllegalArgumentException if there is none, or one is no such name
   */
  public ReleaseRequest forTargets(List<String> targets) {
    List<String> names = ResourceNames.requireTargets(targets);
    return with(copy -> copy.targets = names);
  }

  /**
   * Tells this run from others with the same content: those of another key do not find its release.
   * Only a hash of it is sent.
   *
   * <p>For a declared schema it takes the place of the time at which it was declared: with a key, a
   * run that is run again finds its release; without one, only if the time is the same, too.
   *
   * @param key the same when the run is run again, for example the pipeline's number; not blank
   * @return a copy with the key
   * @throws IllegalArgumentException if the key is blank
   */
  public ReleaseRequest withRunKey(String key) {
    if (key.isBlank()) {
      throw new IllegalArgumentException(
          "the run key is blank: name what only this run has, such as a pipeline's number");
    }
    return with(copy -> copy.runKey = key);
  }

  /**
   * Sets how the release's id is made. Whoever is to find the release has to set the same.
   *
   * @param template the template
   * @return a copy with the template
   * @throws IllegalArgumentException if the look-back means too many ids with it
   */
  public ReleaseRequest withIdTemplate(ReleaseIdTemplate template) {
    return with(copy -> copy.idTemplate = template);
  }

  /**
   * Sets what becomes of a release with the same content.
   *
   * @param policy the policy
   * @return a copy with the policy
   */
  public ReleaseRequest withReuse(ReleaseReuse policy) {
    return with(copy -> copy.reuse = policy);
  }

  /**
   * Sets how old an earlier release may be to be found. Each id that it may have is asked for: one
   * for each day that the time touches, or each minute where the template shows minutes.
   *
   * @param age zero or more, and no more than means 100 ids
   * @return a copy with the age
   * @throws IllegalArgumentException if it is out of its range
   */
  public ReleaseRequest withLookBack(Duration age) {
    return with(copy -> copy.lookBack = age);
  }

  /**
   * Sends only files whose content an earlier release does not have: the server keeps contents, and
   * takes their hashes for them. A release that is not there any more saves nothing; if a content
   * is not there any more, all are sent.
   *
   * @param releaseName the name of a release of the same project; it is asked for when it is needed
   * @return a copy that knows one release more
   * @throws IllegalArgumentException if it is no name of a release of the project
   */
  public ReleaseRequest reusingContentsOf(String releaseName) {
    return with(copy -> copy.contentsOf.add(releaseName));
  }

  /**
   * Sends only files whose content an earlier release does not have, without asking for it.
   *
   * @param release a release of the same project
   * @return a copy that knows one release more
   * @throws IllegalArgumentException if it is none of the project
   */
  public ReleaseRequest reusingContentsOf(ReleaseRef release) {
    requireRelease(project, release.name());
    return with(copy -> copy.knownSheets.putAll(release.sheets()));
  }

  /**
   * The key by which the release is found again: a hash of the files, the project, the targets and
   * the run key. It stands in the release's id, unless a new one is always made, which has a key of
   * its own.
   *
   * @return 12 hexadecimal digits
   */
  public String key() {
    return ReleaseKey.of(this, migrations.filesOfRelease(), "");
  }

  private ReleaseRequest with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new ReleaseRequest(
        project,
        migrations,
        copy.vcsSource,
        copy.targets,
        copy.runKey,
        copy.idTemplate,
        copy.reuse,
        copy.lookBack,
        copy.contentsOf,
        copy.knownSheets);
  }

  /** What can be set, on its way into another request. */
  private static final class Copy {
    private @Nullable VcsSource vcsSource;
    private List<String> targets;
    private String runKey;
    private ReleaseIdTemplate idTemplate;
    private ReleaseReuse reuse;
    private @Nullable Duration lookBack;
    private final List<String> contentsOf;
    private final Map<String, String> knownSheets;

    Copy(ReleaseRequest request) {
      vcsSource = request.vcsSource;
      targets = request.targets;
      runKey = request.runKey;
      idTemplate = request.idTemplate;
      reuse = request.reuse;
      lookBack = request.lookBack;
      contentsOf = new ArrayList<>(request.contentsOf);
      knownSheets = new HashMap<>(request.knownSheets);
    }
  }
}
