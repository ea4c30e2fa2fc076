package io.bytebase4j.gitops.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;

/** Reads trees of git by JGit; loaded only when that is there. */
final class GitTree {
  private GitTree() {}

  /** The id of each file of a commit that lies below a folder, by its path from there. */
  static Map<String, String> read(Path folder, String revision) {
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().setFS(quiet()).findGitDir(folder.toAbsolutePath().toFile());
    if (builder.getGitDir() == null) {
      throw new IllegalArgumentException(
          "no git repository holds " + folder.toAbsolutePath() + ": check it out by git");
    }
    try (Repository repository = builder.build();
        TreeWalk walk = new TreeWalk(repository)) {
      String below = below(repository, folder);
      ObjectId tree = repository.resolve(revision + "^{tree}");
      if (tree == null) {
        throw new IllegalArgumentException(
            "the repository of %s does not hold \"%s\": fetch it, in full and not as a shallow clone"
                .formatted(folder.toAbsolutePath(), revision));
      }
      walk.addTree(tree);
      walk.setRecursive(true);
      Map<String, String> blobs = new LinkedHashMap<>();
      while (walk.next()) {
        if (FileMode.REGULAR_FILE.equals(walk.getRawMode(0))
            || FileMode.EXECUTABLE_FILE.equals(walk.getRawMode(0))) {
          String path = walk.getPathString();
          if (path.startsWith(below)) {
            blobs.put(path.substring(below.length()), walk.getObjectId(0).name());
          }
        }
      }
      return blobs;
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the repository of " + folder.toAbsolutePath(), e);
    }
  }

  private static String below(Repository repository, Path folder) throws IOException {
    if (repository.isBare()) {
      throw new IllegalArgumentException(
          "the repository of %s has no working tree: use MigrationBaseline.ofGitTree"
              .formatted(folder.toAbsolutePath()));
    }
    Path below = repository.getWorkTree().toPath().toRealPath().relativize(folder.toRealPath());
    if (below.startsWith("..")) {
      throw new IllegalArgumentException(
          "%s is a link out of the working tree of its repository: name the folder that it leads to"
              .formatted(folder.toAbsolutePath()));
    }
    return below.toString().isEmpty() ? "" : FileWalk.slashes(below) + "/";
  }

  // Without this, JGit runs the git program to find the configuration of the machine.
  private static FS quiet() {
    return FS.DETECTED.newInstance().setGitSystemConfig(null);
  }
}
