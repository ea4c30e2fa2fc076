package io.bytebase4j.testkit.internal.api2025;

import io.bytebase4j.testkit.internal.state.Release;

/**
 * What kind of change a task makes.
 *
 * <p>The names are the server's.
 */
enum TaskType {
  /** Changes the schema. */
  DATABASE_SCHEMA_UPDATE("databaseSchemaUpdate"),
  /** Changes data. */
  DATABASE_DATA_UPDATE("databaseDataUpdate");

  private final String field;

  TaskType(String field) {
    this.field = field;
  }

  static TaskType of(Release.File file) {
    return file.changeType().equals("DML") ? DATABASE_DATA_UPDATE : DATABASE_SCHEMA_UPDATE;
  }

  /** The field of a task that holds the rest. */
  String field() {
    return field;
  }
}
