package io.bytebase4j.gitops.migration;

import java.nio.file.Path;

/**
 * Reads what a commit holds, to compare files with the branch that a change goes to. Needs JGit
 * ({@code org.eclipse.jgit:org.eclipse.jgit}), which the caller brings; no {@code git} program is
 * run and nothing is fetched. JGit may note how the file system behaves in its own user
 * configuration.
 */
public final class GitBaseline {
  private GitBaseline() {}

  /**
   * Lists the files of a commit.
   *
   * @param folder a folder in the working tree of a repository
   * @param revision what git takes for a commit, for example {@code origin/main} or its id
   * @return the versions that the commit holds; paths are those from the root of the repository
   * @throws IllegalArgumentException if there is no repository, or it does not hold the commit, as
   *     in a shallow clone
   * @throws IllegalStateException if JGit is not on the class path
   * @throws java.io.UncheckedIOException if the repository can't be read
   */
  public static MigrationBaseline read(Path folder, String revision) {
    try {
      return MigrationBaseline.ofGitTree(revision, GitTree.read(folder, revision));
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "JGit is not on the class path: add org.eclipse.jgit:org.eclipse.jgit, or list the files"
              + " yourself and use MigrationBaseline.ofGitTree",
          e);
    }
  }
}
