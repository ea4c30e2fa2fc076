package io.bytebase4j.testkit.internal.run;

import io.bytebase4j.testkit.internal.sql.SqlStatement;
import io.bytebase4j.testkit.internal.sql.StatementFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * A file cut into what runs in a transaction and what runs after it, as the real server does it.
 *
 * @param text the file without its directives
 * @param starts where its statements begin, the empty ones among them
 * @param inTransaction the statements of the transaction; empty if there is none
 * @param alone the statements that run one by one, outside
 * @param block whether the file is a single DO block, which runs as it is
 */
record MigrationScript(
    String text,
    List<Integer> starts,
    List<SqlStatement> inTransaction,
    List<SqlStatement> alone,
    boolean block) {

  /** The place of a statement among all of the file, from 0. */
  int index(SqlStatement statement) {
    return starts.indexOf(statement.start());
  }

  static MigrationScript of(String file) {
    Directives directives = Directives.of(file);
    String text = directives.text();
    List<SqlStatement> all = SqlStatement.split(text);
    List<Integer> starts = all.stream().map(SqlStatement::start).toList();
    // a line end after the block is a statement to the server, so this is rarer than it looks
    if (all.size() == 1 && StatementFacts.isBlock(all.get(0))) {
      return new MigrationScript(text, starts, List.of(), List.of(), true);
    }
    List<SqlStatement> inTransaction = new ArrayList<>();
    List<SqlStatement> alone = new ArrayList<>();
    for (SqlStatement statement : all) {
      if (!statement.isEmpty()) {
        boolean outside = StatementFacts.refusesTransaction(statement);
        (outside ? alone : inTransaction).add(statement);
      }
    }
    if (!directives.transaction()) {
      alone.addAll(inTransaction);
      inTransaction.clear();
    }
    return new MigrationScript(text, starts, List.copyOf(inTransaction), List.copyOf(alone), false);
  }
}
