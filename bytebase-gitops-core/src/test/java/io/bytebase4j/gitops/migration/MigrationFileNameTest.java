package io.bytebase4j.gitops.migration;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationFileNameTest {

  @ParameterizedTest
  @CsvSource({
    "202505141650_create_table_t1.sql, 202505141650, create table t1, DDL",
    "202505141650_fill_t1_dml.sql, 202505141650, fill t1, DML",
    "202505141650_fill_t1_DML.SQL, 202505141650, fill t1, DML",
    "1.2.3-add-index-ddl.sql, 1.2.3, add index, DDL",
    "V2__two.sql, 2, two, DDL",
    "v10.sql, 10, '', DDL",
    "7.dml.sql, 7, '', DML",
    "8_middleddl.sql, 8, middleddl, DDL",
    "9_dml_of_all.sql, 9, dml of all, DDL",
    "0001.sql, 0001, '', DDL",
  })
  void areTakenApart(String name, String version, String description, ChangeType changeType) {
    assertThat(MigrationFileName.parse(name))
        .contains(new MigrationFileName(version, description, changeType));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"create_table.sql", "x1.sql", "_1.sql", ".sql", "", "-1.sql", "version1.sql"})
  void withoutAVersionAreNone(String name) {
    assertThat(MigrationFileName.parse(name)).isEmpty();
  }

  @Property
  void noNameMakesTheParserThrow(@ForAll String name) {
    MigrationFileName.parse(name)
        .ifPresent(parsed -> assertThat(parsed.version()).matches("\\d+(\\.\\d+)*"));
  }
}
