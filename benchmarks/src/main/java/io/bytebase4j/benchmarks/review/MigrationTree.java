package io.bytebase4j.benchmarks.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Migration files of 16 lines each in 100 folders, below a folder that goes when it is closed. */
final class MigrationTree implements AutoCloseable {
  static final int FOLDERS = 100;
  private static final int LINES = 16;

  private final Path root;

  private MigrationTree(Path root) {
    this.root = root;
  }

  static MigrationTree of(int files) throws IOException {
    MigrationTree tree = new MigrationTree(Files.createTempDirectory("bytebase4j-benchmark"));
    for (int folder = 0; folder < FOLDERS; folder++) {
      Files.createDirectories(tree.root.resolve("migration/%03d".formatted(folder)));
    }
    for (int i = 0; i < files; i++) {
      Path file =
          tree.root.resolve("migration/%03d/%08d_create_t.sql".formatted(i % FOLDERS, i + 1));
      Files.writeString(file, sql(i));
    }
    return tree;
  }

  private static String sql(int number) {
    StringBuilder sql = new StringBuilder("CREATE TABLE t" + number + " (\n");
    for (int line = 1; line <= LINES - 2; line++) {
      sql.append("  column_%02d VARCHAR(%d) NOT NULL,\n".formatted(line, 20 + line));
    }
    return sql.append("  PRIMARY KEY (column_01));\n").toString();
  }

  Path root() {
    return root;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
