package io.bytebase4j.samples.pipelines;

import io.bytebase4j.samples.pipelines.runner.Event;
import io.bytebase4j.samples.pipelines.runner.Event.Kind;
import io.bytebase4j.samples.pipelines.runner.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A team's repository with migrations: what is merged, and a branch that asks to be. */
final class SampleRepository {
  private static final String BRANCH = "feature/leave";

  private final Path work;

  private SampleRepository(Path work) {
    this.work = work;
  }

  /**
   * Makes a repository whose main branch has two migrations. Its commits are other ones each time.
   *
   * @param work an empty folder
   */
  static SampleRepository in(Path work) {
    SampleRepository repository = new SampleRepository(work);
    Git.in(work, "init", "--quiet", "--initial-branch=main");
    repository.write("README.md", "# Shop\n\nKept in " + work + "\n");
    repository.write(
        "migration/202511010900_create_table_employee.sql",
        "CREATE TABLE employee (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n");
    repository.write(
        "migration/202511010910_first_employees_dml.sql",
        "INSERT INTO employee (id, name) VALUES (1, 'Ada'), (2, 'Grace');\n");
    repository.commit("Employees");
    return repository;
  }

  Path origin() {
    return work;
  }

  /** A pull request that adds a file, and the merge of it that platforms test. */
  Event pullRequest(String file, String sql, boolean fork) {
    String base = head();
    Git.in(work, "checkout", "--quiet", "-b", BRANCH);
    write("migration/" + file, sql);
    commit("Adds " + file);
    String tip = head();
    Git.in(work, "checkout", "--quiet", "--detach", base);
    Git.in(work, "merge", "--quiet", "--no-ff", "--no-edit", BRANCH);
    Git.in(work, "update-ref", "refs/pull/" + Event.PULL_REQUEST + "/merge", head());
    Git.in(work, "checkout", "--quiet", "main");
    return new Event(Kind.PULL_REQUEST, BRANCH, tip, base, fork);
  }

  /** A push to the main branch, as it is. */
  Event push() {
    return new Event(Kind.PUSH, "main", head(), head(), false);
  }

  /** A push to the main branch that adds a file. */
  Event push(String file, String sql) {
    write("migration/" + file, sql);
    commit("Adds " + file);
    return push();
  }

  private String head() {
    return Git.in(work, "rev-parse", "HEAD");
  }

  private void commit(String message) {
    Git.in(work, "add", "--all");
    Git.in(work, "commit", "--quiet", "--message", message);
  }

  private void write(String file, String text) {
    try {
      Path path = work.resolve(file);
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
