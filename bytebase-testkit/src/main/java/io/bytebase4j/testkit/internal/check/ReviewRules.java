package io.bytebase4j.testkit.internal.check;

import io.bytebase4j.testkit.internal.check.Catalog.Column;
import io.bytebase4j.testkit.internal.check.Catalog.Table;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.sql.SqlStatement;
import io.bytebase4j.testkit.internal.sql.StatementFacts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The three rules of the review that the measured server had: a column must be NOT NULL (a
 * warning), a table must have a primary key, and UPDATE and DELETE must have a WHERE (errors). What
 * a column or a table is like after the file is asked of PostgreSQL's catalog.
 */
final class ReviewRules {

  /** The server keeps that many of each level per file. */
  private static final int MOST = 50;

  private final Catalog catalog;
  private final ReviewShape shape;
  private final Map<Column, Integer> nullable = new TreeMap<>();
  private final Map<Table, SqlStatement> mentioned = new LinkedHashMap<>();
  private final List<Advice> withoutWhere = new ArrayList<>();

  ReviewRules(Catalog catalog, ReviewShape shape) {
    this.catalog = catalog;
    this.shape = shape;
  }

  /** Columns that a statement made and that may be NULL. */
  void nullable(SqlStatement statement, Set<Column> columns) {
    for (Column column : columns) {
      StatementFacts.columnAt(statement, column.name())
          .ifPresent(at -> nullable.put(column, shape.columnLine(statement, at)));
    }
  }

  /** Forgets the columns that a later statement made NOT NULL or dropped. */
  void onlyNullable(Set<Column> still) {
    nullable.keySet().retainAll(still);
  }

  /** Tables that a statement makes or changes. */
  void mention(SqlStatement statement, List<String> names) throws SQLException {
    for (String name : names) {
      Optional<Table> table = catalog.table(name);
      if (table.isPresent()) {
        mentioned.put(table.get(), statement);
      }
    }
  }

  /** An UPDATE or DELETE. */
  void where(SqlStatement statement) {
    if (!StatementFacts.hasWhere(statement)) {
      String content = "\"" + shape.quote(statement) + "\" requires WHERE clause";
      String rule = "STATEMENT_WHERE_REQUIRE_UPDATE_DELETE";
      withoutWhere.add(Advice.rule(true, 202, shape.title(rule), content, shape.line(statement)));
    }
  }

  /** What there is to say: the errors, then the warnings. */
  List<Advice> advices() throws SQLException {
    List<Advice> errors = new ArrayList<>();
    for (Map.Entry<Table, SqlStatement> entry : mentioned.entrySet()) {
      if (catalog.lacksPrimaryKey(entry.getKey())) {
        errors.add(noPrimaryKey(entry.getKey(), entry.getValue()));
      }
    }
    errors.addAll(withoutWhere);
    List<Advice> warnings = new ArrayList<>();
    nullable.forEach((column, line) -> warnings.add(mayBeNull(column, line)));
    List<Advice> all = new ArrayList<>(errors.subList(0, Math.min(MOST, errors.size())));
    all.addAll(warnings.subList(0, Math.min(MOST, warnings.size())));
    return all;
  }

  private Advice noPrimaryKey(Table table, SqlStatement statement) {
    String content =
        "Table %s.%s requires PRIMARY KEY, related statement: %s"
            .formatted(
                GoText.quote(table.schema()),
                GoText.quote(table.name()),
                GoText.quote(shape.quote(statement)));
    return Advice.rule(true, 601, shape.title("TABLE_REQUIRE_PK"), content, shape.line(statement));
  }

  private Advice mayBeNull(Column column, int line) {
    String content =
        "Column %s in %s.%s cannot have NULL value"
            .formatted(
                GoText.quote(column.name()),
                GoText.quote(column.schema()),
                GoText.quote(column.table()));
    return Advice.rule(false, 402, shape.title("COLUMN_NO_NULL"), content, line);
  }
}
