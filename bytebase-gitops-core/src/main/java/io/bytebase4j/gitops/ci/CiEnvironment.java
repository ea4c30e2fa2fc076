package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.ci.CiNote.Fact;
import io.bytebase4j.gitops.common.VcsSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the CI platform tells of the run that this is part of. It is made of the variables alone
 * and, for pull requests on GitHub, of the file of the event: the same variables and file always
 * give the same facts. Nothing that is in them makes it throw: what is missing or malformed is
 * absent, and {@link #notes} says so. Immutable; safe for use by many threads.
 *
 * <p>Names of branches and tags, titles and names of people are untrusted text.
 */
public final class CiEnvironment {
  private final CiPlatform platform;
  private final Variables variables;
  private final CiFacts facts;
  private final List<CiNote> notes;

  private CiEnvironment(
      CiPlatform platform, Variables variables, CiFacts facts, List<CiNote> notes) {
    this.platform = platform;
    this.variables = variables;
    this.facts = facts;
    this.notes = notes;
  }

  /**
   * Reads the variables of this process.
   *
   * @return what they tell
   */
  public static CiEnvironment detect() {
    return detect(System.getenv());
  }

  /**
   * Tells the platform as {@link CiPlatform#of} does and reads what its variables tell. Where the
   * variables of several platforms are set, a note says which was taken.
   *
   * @param environment the variables of the job; variables that are empty or blank count as not set
   * @return what they tell
   */
  public static CiEnvironment detect(Map<String, String> environment) {
    return detect(environment, EventFileReader.ofThisMachine());
  }

  /**
   * Tells the platform and reads what its variables tell, as {@link #detect(Map)}, with your own
   * way to the file of the event.
   *
   * @param environment the variables of the job
   * @param eventFile opens GitHub's file of the event; it is opened for pull requests only
   * @return what they tell
   */
  public static CiEnvironment detect(Map<String, String> environment, EventFileReader eventFile) {
    Variables variables = new Variables(environment);
    FactReader in = new FactReader(variables);
    List<CiPlatform> all = CiPlatform.allOf(variables);
    if (all.size() > 1) {
      in.note(
          Fact.PLATFORM,
          "variables of "
              + all
              + " are set; the first was taken: name the platform if it is another");
    }
    return read(all.isEmpty() ? CiPlatform.LOCAL : all.get(0), variables, in, eventFile);
  }

  /**
   * Reads what the variables tell, on a platform that you name, whatever variables are set.
   *
   * @param environment the variables of the job
   * @param platform the platform
   * @return what they tell
   */
  public static CiEnvironment detect(Map<String, String> environment, CiPlatform platform) {
    return detect(environment, platform, EventFileReader.ofThisMachine());
  }

  /**
   * Reads what the variables tell, on a platform that you name, with your own way to the file of
   * the event.
   *
   * @param environment the variables of the job
   * @param platform the platform
   * @param eventFile opens GitHub's file of the event; it is opened for pull requests only
   * @return what they tell
   */
  public static CiEnvironment detect(
      Map<String, String> environment, CiPlatform platform, EventFileReader eventFile) {
    Variables variables = new Variables(environment);
    return read(platform, variables, new FactReader(variables), eventFile);
  }

  private static CiEnvironment read(
      CiPlatform platform, Variables variables, FactReader in, EventFileReader eventFile) {
    CiFacts facts =
        switch (platform) {
          case BITBUCKET -> BitbucketFacts.read(in);
          case GITHUB -> GitHubFacts.read(in, eventFile);
          case GITLAB -> GitLabFacts.read(in);
          case AZURE_DEVOPS -> AzureFacts.read(in);
          case LOCAL -> CiFacts.NONE;
        };
    if (platform != CiPlatform.LOCAL) {
      in.expect(
          Fact.VCS_SOURCE,
          facts.vcsSource(),
          "the commit to report on, or the page of the repository, is not known");
    }
    return new CiEnvironment(platform, variables, facts, in.notes());
  }

  /**
   * The platform.
   *
   * @return the platform that was told by the variables, or named
   */
  public CiPlatform platform() {
    return platform;
  }

  /**
   * The repository that is built. On GitLab, for a merge request from a fork, that can be the fork.
   *
   * @return the repository, if it is known
   */
  public Optional<CiRepository> repository() {
    return facts.repository();
  }

  /**
   * The commit to report on, which people can see: for a pull request its newest commit, never the
   * merge that the platform makes of it to be tested.
   *
   * @return 7 to 64 hexadecimal digits, on Bitbucket sometimes cut to 12; empty if it is not known
   */
  public Optional<String> commit() {
    return facts.commit();
  }

  /**
   * The commit that the platform checks out. For a pull request it may be a merge made for the
   * test, or, for {@code pull_request_target} on GitHub, the newest commit of the target branch; on
   * Bitbucket it is a merge whose id is not told.
   *
   * @return 7 to 64 hexadecimal digits; empty if it is not known
   */
  public Optional<String> checkoutCommit() {
    return facts.checkoutCommit();
  }

  /**
   * The branch that is built, without {@code refs/heads/}. For a pull request there is none, so
   * that a fork's {@code main} is not taken for the repository's: see {@link #pullRequest} there.
   *
   * @return the branch, which is untrusted text; empty for tags and pull requests
   */
  public Optional<String> branch() {
    return facts.ref().branch();
  }

  /**
   * The tag that is built, without {@code refs/tags/}.
   *
   * @return the tag, which is untrusted text, if one is built
   */
  public Optional<String> tag() {
    return facts.ref().tag();
  }

  /**
   * The pull request, on GitLab the merge request, that the run is about.
   *
   * @return the pull request, if the run is about one; a merge queue of GitHub may be about
   *     several, and tells none
   */
  public Optional<PullRequest> pullRequest() {
    return facts.ref().pullRequest();
  }

  /**
   * The run.
   *
   * @return what is known of it
   */
  public CiRun run() {
    return facts.run();
  }

  /**
   * The platform's environment that the job deploys to. GitHub tells it in no variable.
   *
   * @return its name, if the job deploys to one
   */
  public Optional<String> deploymentEnvironment() {
    return facts.deploymentEnvironment();
  }

  /**
   * The folder that the repository is checked out in, unless the job was told to check it out
   * elsewhere.
   *
   * @return an absolute path, if it is known
   */
  public Optional<Path> checkoutRoot() {
    return facts.checkoutRoot();
  }

  /**
   * The address of the platform's API; for Azure that of the organisation or collection.
   *
   * @return an http or https address without a slash at its end, if it is known
   */
  public Optional<URI> apiBaseUrl() {
    return facts.apiBaseUrl();
  }

  /**
   * Where a release comes from: the page of {@link #commit} in the place where the repository is
   * kept, which for a pipeline of Azure may be GitHub or Bitbucket.
   *
   * @return the source, if the commit and its page are known
   */
  public Optional<VcsSource> vcsSource() {
    return facts.vcsSource();
  }

  /**
   * What could not be known, or was left out, and why.
   *
   * @return the notes; empty if all is well
   */
  public List<CiNote> notes() {
    return notes;
  }

  /**
   * A variable as the job has it. It may be a secret: use it, never show it.
   *
   * @param name its name, for example {@code SYSTEM_ACCESSTOKEN}
   * @return its value; empty if it is not set, blank, or a macro that Azure did not resolve
   */
  public Optional<String> variable(String name) {
    return variables.get(name);
  }

  /**
   * What stands before the paths of files that were scanned in a folder, to make them those of the
   * repository. A relative folder is one of the process's working directory.
   *
   * @param folder the folder
   * @return for example {@code db/}; empty for the checkout's root, and where that is not known
   * @throws OutsideCheckoutException if the folder is not in the checkout
   */
  public String pathPrefixOf(Path folder) {
    return facts.checkoutRoot().map(root -> CheckoutPaths.prefix(root, folder)).orElse("");
  }

  /**
   * What can be logged: no secret, and no text that somebody else wrote.
   *
   * @return platform, commit, pull request and notes
   */
  @Override
  public String toString() {
    return "CiEnvironment["
        + platform
        + commit().map(id -> ", commit " + id).orElse("")
        + pullRequest().map(request -> ", " + request).orElse("")
        + ", notes "
        + notes
        + "]";
  }
}
