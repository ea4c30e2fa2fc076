package io.bytebase4j.testkit.internal.check;

import io.bytebase4j.testkit.internal.pg.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Checks the files of a release against one database. */
public final class TargetCheck {

  private final String target;
  private final String jdbcUrl;
  private final boolean rules;
  private final Function<String, Optional<String>> applied;
  private final ReviewShape shape;

  /**
   * A check to be made.
   *
   * @param target the database's name in Bytebase
   * @param jdbcUrl where it is
   * @param rules whether the rules of the review apply
   * @param applied the SHA-256 that a version was applied with, if it was
   * @param shape how it is said
   */
  public TargetCheck(
      String target,
      String jdbcUrl,
      boolean rules,
      Function<String, Optional<String>> applied,
      ReviewShape shape) {
    this.shape = shape;
    this.target = target;
    this.jdbcUrl = jdbcUrl;
    this.rules = rules;
    this.applied = applied;
  }

  /**
   * Adds what there is to say. Returns false if the answer is full.
   *
   * <p>All questions that need no open transaction come first: an EXPLAIN would wait for the locks
   * of the simulation.
   */
  public boolean run(List<CheckedFile> files, ReleaseCheck answer) throws SQLException {
    try (Connection connection = Postgres.connect(jdbcUrl, "bytebase-check")) {
      Map<CheckedFile, Advice> broken = new HashMap<>();
      Map<CheckedFile, Summary> summaries = new HashMap<>();
      for (CheckedFile file : files) {
        if (applied.apply(file.version()).isEmpty()) {
          Optional<Advice> error = SyntaxCheck.check(connection, file, shape);
          if (error.isPresent()) {
            broken.put(file, error.get());
          } else {
            summaries.put(file, Summary.of(connection, file));
          }
        }
      }
      try (Simulation simulation = new Simulation(connection, rules, shape)) {
        for (CheckedFile file : files) {
          Optional<String> before = applied.apply(file.version());
          Advice syntaxError = broken.get(file);
          Summary summary = summaries.get(file);
          if (before.isPresent() && !before.get().equals(file.sha256())) {
            answer.modified(target, file, before.get());
          } else if (syntaxError != null) {
            answer.unreadable(target, file, syntaxError);
          } else if (summary != null) {
            answer.checked(target, file, advices(simulation, file), summary);
          }
          if (answer.isFull()) {
            return false;
          }
        }
      }
      return true;
    }
  }

  private List<Advice> advices(Simulation simulation, CheckedFile file) throws SQLException {
    if (file.bytes() > shape.longest()) {
      String content =
          "The SQL size is %d bytes, which exceeds the maximum SQL size of %d bytes."
              .formatted(file.bytes(), shape.longest());
      return List.of(Advice.rule(false, 258, "BUILTIN_STATEMENT_MAXIMUM_SQL_SIZE", content, 0));
    }
    return simulation.tryFile(file);
  }
}
