package io.bytebase4j.gitops.migration;

import static io.bytebase4j.gitops.migration.MigrationFinding.Code.LEFT_OUT;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.OUTSIDE_ROOT;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.UNREADABLE;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.UNREADABLE_NAME;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.migration.MigrationFinding.Code;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that patterns match: each once, in the order of their paths, whatever the
 * patterns. Follows links. Used once, by one thread.
 */
final class FileWalk {

  /**
   * A file that a pattern matches.
   *
   * @param path its path from the root, with forward slashes; absolute where it lies outside and
   *     was named so
   * @param file the file
   * @param size its bytes when it was found
   */
  record Found(String path, Path file, long size) {}

  private static final Set<FileVisitOption> FOLLOW = EnumSet.of(FileVisitOption.FOLLOW_LINKS);

  /**
   * Links to folders that hold links to folders lead to more places than any walk could see: 30
   * such folders of two links each, to a billion.
   */
  private static final int MOST_LINKED_FOLDERS = 10_000;

  private static final char NOT_DECODED = '\uFFFD';

  private final Path root;
  private final List<Path> inside;
  private final boolean outsideAllowed;
  private final Map<String, Found> found = new TreeMap<>(PathOrder.INSTANCE);
  private final Set<MigrationFinding> findings = new LinkedHashSet<>();

  /**
   * Begins.
   *
   * @param root an absolute, normalized path of a folder that is there
   * @param named a folder in it that the caller names; where it is a link, what it leads to is not
   *     outside
   * @param outsideAllowed whether files outside the root are taken
   */
  FileWalk(Path root, Path named, boolean outsideAllowed) throws IOException {
    this.root = root;
    this.inside = List.of(root.toRealPath(), named.toRealPath());
    this.outsideAllowed = outsideAllowed;
  }

  Collection<Found> found() {
    return found.values();
  }

  List<MigrationFinding> findings() {
    return new ArrayList<>(findings);
  }

  /** How many of the findings are errors. */
  long errors() {
    return findings.stream().filter(finding -> finding.severity() == Severity.ERROR).count();
  }

  /**
   * Takes the files that a pattern matches.
   *
   * @return how many there are, whether or not another pattern took them before
   */
  int take(String pattern) {
    String clean = GlobPaths.clean(pattern);
    String base = GlobPaths.base(clean);
    Path start;
    try {
      start = root.resolve(base);
    } catch (InvalidPathException e) {
      find(
          UNREADABLE_NAME,
          pattern,
          "no path of this system holds it (%s); where the letters are the reason, set LC_ALL=C.UTF-8"
              .formatted(e.getMessage()));
      return 0;
    }
    Visitor visitor = new Visitor(Glob.parse(clean), base, start);
    if (isOutside(visitor.start)) {
      find(
          OUTSIDE_ROOT,
          pattern,
          "leads out of %s: name a place within, or allow what lies outside".formatted(root));
    } else if (Files.isDirectory(visitor.start)) {
      try {
        Files.walkFileTree(visitor.start, FOLLOW, Integer.MAX_VALUE, visitor);
      } catch (IOException e) {
        find(UNREADABLE, pattern, "can't be listed: " + e);
      }
    }
    return visitor.count;
  }

  private boolean isOutside(Path place) {
    if (outsideAllowed) {
      return false;
    }
    try {
      return !place.normalize().startsWith(root)
          || (Files.exists(place) && inside.stream().noneMatch(place.toRealPath()::startsWith));
    } catch (IOException e) {
      // What can't be resolved can't be read either, and is told when that is tried.
      return false;
    }
  }

  private void find(Code code, String path, String message) {
    findings.add(new MigrationFinding(code, path, message));
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Glob glob;
    private final String base;
    private final Path start;
    private int count;
    private int linkedFolders;

    Visitor(Glob glob, String base, Path start) {
      this.glob = glob;
      this.base = base;
      this.start = start;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (Thread.currentThread().isInterrupted()) {
        return FileVisitResult.TERMINATE;
      }
      if (folder.equals(start)) {
        return FileVisitResult.CONTINUE;
      }
      String path = shown(folder);
      if (!glob.mayMatchBelow(path)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      return Files.isSymbolicLink(folder) ? linked(folder, path) : FileVisitResult.CONTINUE;
    }

    private FileVisitResult linked(Path folder, String path) {
      if (isOutside(folder)) {
        find(OUTSIDE_ROOT, path, "is a link to a folder outside of " + root);
        return FileVisitResult.SKIP_SUBTREE;
      }
      linkedFolders++;
      if (linkedFolders > MOST_LINKED_FOLDERS) {
        find(
            UNREADABLE,
            path,
            "is one of more than %d links to folders, with which the scan ends: name the folders in patterns"
                .formatted(MOST_LINKED_FOLDERS));
        return FileVisitResult.TERMINATE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = shown(file);
      if (glob.matches(path)) {
        count++;
        take(file, path, attributes);
      } else if (attributes.isSymbolicLink() && glob.mayMatchBelow(path)) {
        find(LEFT_OUT, path, "is a link that leads nowhere; what it led to may have been a folder");
      }
      return FileVisitResult.CONTINUE;
    }

    private void take(Path file, String path, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) {
        find(UNREADABLE, path, "is a link that leads nowhere");
      } else if (!attributes.isRegularFile()) {
        find(UNREADABLE, path, "is neither a file nor a folder, such as a pipe or a socket");
      } else if (path.indexOf(NOT_DECODED) >= 0) {
        find(
            UNREADABLE_NAME,
            path,
            "has a name that the character set of this process does not hold: set LC_ALL=C.UTF-8");
      } else if (Files.isSymbolicLink(file) && isOutside(file)) {
        find(OUTSIDE_ROOT, path, "is a link to a file outside of " + root);
      } else {
        String own = ownPath(file, path);
        found.putIfAbsent(own, new Found(own, file, attributes.size()));
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      String path = shown(file);
      if (e instanceof FileSystemLoopException) {
        find(LEFT_OUT, path, "is a link back to a folder that it lies in");
      } else if (file.equals(start) || glob.matches(path) || glob.mayMatchBelow(path)) {
        find(UNREADABLE, path, "can't be read: " + e);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      if (e != null) {
        find(UNREADABLE, shown(folder), "can't be listed to its end: " + e);
      }
      return FileVisitResult.CONTINUE;
    }

    // as the pattern sees it
    private String shown(Path file) {
      return base + slashes(start.relativize(file));
    }

    // the same for each pattern, however it gets there
    private String ownPath(Path file, String shown) {
      Path normal = file.normalize();
      return normal.startsWith(root) ? slashes(root.relativize(normal)) : shown;
    }
  }

  static String slashes(Path path) {
    String separator = path.getFileSystem().getSeparator();
    return separator.equals("/") ? path.toString() : path.toString().replace(separator, "/");
  }
}
