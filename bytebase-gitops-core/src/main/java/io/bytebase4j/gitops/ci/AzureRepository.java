package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.ci.CiNote.Fact;
import io.bytebase4j.gitops.common.VcsType;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The repository of an Azure build, which may be kept elsewhere. */
record AzureRepository(String provider, Optional<CiRepository> repository) {
  private static final String AZURE_REPOS = "TfsGit";
  private static final String GIT = "/_git/";

  /** Why there is no commit. */
  static final String NO_GIT = "by BUILD_REPOSITORY_PROVIDER the repository is none of Git";

  static AzureRepository read(FactReader in, Optional<URI> collection) {
    // Without a word on it, it is Azure's own, as on the servers before there were others.
    String provider = in.text("BUILD_REPOSITORY_PROVIDER").orElse(AZURE_REPOS);
    AzureRepository kind = new AzureRepository(provider, Optional.empty());
    if (kind.type().isEmpty()) {
      in.note(
          Fact.VCS_SOURCE,
          "of repositories whose BUILD_REPOSITORY_PROVIDER is not TfsGit, GitHub,"
              + " GitHubEnterprise or Bitbucket, the page of a commit is not known");
    }
    if (!kind.isGit()) {
      in.note(Fact.REPOSITORY, NO_GIT);
      return kind;
    }
    Optional<CiRepository> repository =
        provider.equals(AZURE_REPOS) ? own(in, collection) : elsewhere(in, kind);
    in.expect(
        Fact.REPOSITORY,
        repository,
        in.text("BUILD_REPOSITORY_NAME").isPresent()
            ? "BUILD_REPOSITORY_NAME is not of the form owner/name, or SYSTEM_TEAMPROJECT is not set"
            : "BUILD_REPOSITORY_NAME is not set");
    return new AzureRepository(provider, repository);
  }

  private static Optional<CiRepository> elsewhere(FactReader in, AzureRepository kind) {
    Optional<URI> web =
        in.base(Fact.REPOSITORY, "BUILD_REPOSITORY_URI")
            .map(uri -> URI.create(uri.toString().replaceAll("\\.git$", "")));
    return in.text("BUILD_REPOSITORY_NAME")
        .flatMap(RepositoryName::parse)
        .map(
            name ->
                new CiRepository(
                    kind.type(), name.owner(), name.name(), in.text("BUILD_REPOSITORY_ID"), web));
  }

  // The repository may be in another project than the pipeline: its address tells.
  private static Optional<CiRepository> own(FactReader in, Optional<URI> collection) {
    Optional<String> name = in.text("BUILD_REPOSITORY_NAME");
    Optional<String> ours = in.text("SYSTEM_TEAMPROJECT");
    Optional<URI> told =
        in.base(Fact.REPOSITORY, "BUILD_REPOSITORY_URI")
            .filter(uri -> uri.getRawPath().contains(GIT));
    Optional<String> project =
        told.flatMap(uri -> collection.flatMap(base -> project(uri, base))).or(() -> ours);
    Optional<URI> web =
        told.or(
            () ->
                collection.flatMap(
                    base ->
                        project.flatMap(
                            owner -> name.map(it -> WebAddress.child(base, owner, "_git", it)))));
    return project.flatMap(
        owner ->
            name.flatMap(it -> RepositoryName.parse(owner + "/" + it))
                .map(
                    it ->
                        new CiRepository(
                            Optional.of(VcsType.AZURE_DEVOPS),
                            it.owner(),
                            it.name(),
                            in.text("BUILD_REPOSITORY_ID"),
                            web)));
  }

  // {collection}/{project}/_git/{name}; the project is left out where it has the same name.
  private static Optional<String> project(URI repository, URI collection) {
    String base = collection + "/";
    String address = repository.toString();
    int git = address.indexOf(GIT);
    if (!address.startsWith(base)) {
      return Optional.empty();
    }
    String project =
        git < base.length()
            ? address.substring(git + GIT.length())
            : address.substring(base.length(), git);
    return project.contains("/") ? Optional.empty() : Optional.of(decoded(project));
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  boolean isGit() {
    return !provider.equals("TfsVersionControl") && !provider.equals("Svn");
  }

  boolean isGitHub() {
    return type().equals(Optional.of(VcsType.GITHUB));
  }

  private Optional<VcsType> type() {
    return switch (provider) {
      case AZURE_REPOS -> Optional.of(VcsType.AZURE_DEVOPS);
      case "GitHub", "GitHubEnterprise" -> Optional.of(VcsType.GITHUB);
      case "Bitbucket" -> Optional.of(VcsType.BITBUCKET);
      default -> Optional.empty();
    };
  }

  /** What stands before the commit in the address of its page. */
  String commitPath() {
    return provider.equals("Bitbucket") ? "commits" : "commit";
  }

  /** The page of a pull request. */
  Optional<URI> pullRequestPage(URI web, long number) {
    return type()
        .map(
            type ->
                switch (type) {
                  case GITHUB -> "pull";
                  case BITBUCKET -> "pull-requests";
                  case AZURE_DEVOPS -> "pullrequest";
                  case GITLAB -> "merge_requests";
                })
        .map(path -> WebAddress.child(web, path, Long.toString(number)));
  }
}
