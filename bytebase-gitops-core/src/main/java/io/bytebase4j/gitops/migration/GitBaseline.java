package io.bytebase4j.gitops.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a commit holds, to compare files with the branch that a change goes to. Needs JGit
 * ({@code org.eclipse.jgit:org.eclipse.jgit}), which the caller brings; no {@code git} program is
 * run and nothing is fetched. JGit may note how the file system behaves in its own user
 * configuration.
 */
public final class GitBaseline {
  private GitBaseline() {}

  /**
   * Lists the files of a commit that the patterns of a source match, so that nothing else in the
   * repository whose name begins with digits is taken for a migration. Files outside the root, and
   * those that lie behind links, are not among them.
   *
   * @param source where the files of the change lie; its root is in the working tree of a
   *     repository
   * @param revision what git takes for a commit, for example {@code origin/main} or its id
   * @return the versions that the commit holds; paths are those from the root of the source
   * @throws IllegalArgumentException if there is no repository with a working tree, or it does not
   *     hold the commit, as in a shallow clone
   * @throws IllegalStateException if JGit is not on the class path
   * @throws java.io.UncheckedIOException if the repository can't be read
   */
  public static MigrationBaseline read(MigrationSource source, String revision) {
    try {
      Map<String, String> blobs = new LinkedHashMap<>(GitTree.read(source.root(), revision));
      List<Glob> globs = source.globsFromRoot();
      blobs.keySet().removeIf(path -> globs.stream().noneMatch(glob -> glob.matches(path)));
      return MigrationBaseline.ofGitTree(revision, blobs);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "JGit is not on the class path: add org.eclipse.jgit:org.eclipse.jgit, or list the files"
              + " yourself and use MigrationBaseline.ofGitTree",
          e);
    }
  }
}
