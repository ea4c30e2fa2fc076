package io.bytebase4j.gitops.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationFileNameTest {
  private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)*");

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
    "1.2.pgsql, 1.2, '', DDL",
    "1.2, 1.2, '', DDL",
    "1.2.sql.bak, 1.2, sql, DDL",
    "3 add users  now.sql, 3, add users now, DDL",
    "4_Grüße.sql, 4, Grüße, DDL",
  })
  void areTakenApart(String name, String version, String description, ChangeType changeType) {
    assertThat(MigrationFileName.parse(name))
        .contains(new MigrationFileName(version, description, changeType, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "1..2_a.sql, 1, 1.2_a.sql",
    "1.2...3.sql, 1.2, 1.2.3.sql",
    "20250514a_x.sql, 20250514, 20250514_a_x.sql",
    "1.0rc1_x.sql, 1.0, 1.0_rc1_x.sql",
    "V1_2__x.sql, 1, V1.2__x.sql",
    "2025-05-14_a.sql, 2025, 20250514_a.sql",
    "v2025_12_31.sql, 2025, v20251231.sql",
    "V1_2_3__x_dml.sql, 1, V1.2.3__x_dml.sql",
  })
  void whereTheVersionMayBeMeantToGoOnAClearerNameIsGiven(
      String name, String version, String clearer) {
    assertThat(MigrationFileName.parse(name))
        .hasValueSatisfying(
            found -> {
              assertThat(found.version()).isEqualTo(version);
              assertThat(found.clearer()).isEqualTo(clearer);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1_2_x.sql",
        "1_2__x.sql",
        "1-2.sql",
        "1.sql",
        "1._x.sql",
        "1 a.sql",
        "1-05-14_a.sql"
      })
  void whatFollowsASeparatorIsNoPartOfTheVersion(String name) {
    assertThat(MigrationFileName.parse(name))
        .hasValueSatisfying(
            found -> {
              assertThat(found.version()).isEqualTo("1");
              assertThat(found.clearer()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create_table.sql",
        "x1.sql",
        "_1.sql",
        ".sql",
        "",
        "-1.sql",
        "version1.sql",
        "R__view.sql",
        "vv1.sql",
        "V.sql",
        "١_arabic_digit.sql",
        "１_full_width.sql"
      })
  void withoutAVersionAreNone(String name) {
    assertThat(MigrationFileName.parse(name)).isEmpty();
  }

  @Test
  void aVersionOfAnyLengthIsRead() {
    String version = "1" + ".1".repeat(50_000);

    assertThat(MigrationFileName.versionOf(version + "_a.sql"))
        .hasValueSatisfying(found -> assertThat(found.text()).isEqualTo(version));
    assertThat(MigrationFileName.parse("V" + version.replace('.', '_') + "__a.sql"))
        .hasValueSatisfying(found -> assertThat(found.clearer()).startsWith("V" + version));
    assertThat(MigrationVersion.isOne(version)).isTrue();
  }

  @Property(tries = 60_000)
  void noTextMakesTheParserThrow(@ForAll String name) {
    parses(name);
  }

  @Property(tries = 60_000)
  void noNameMadeOfItsOwnPartsMakesTheParserThrow(@ForAll("names") String name) {
    parses(name);
  }

  // Plain conditions: an assertion object for each of so many names would take most of the time.
  private static void parses(String name) {
    boolean sound =
        MigrationFileName.parse(name)
            .map(
                parsed ->
                    VERSION.matcher(parsed.version()).matches()
                        && name.startsWith(
                            parsed.version(), "vV".indexOf(name.charAt(0)) + 1 > 0 ? 1 : 0)
                        && parsed.description().equals(parsed.description().strip())
                        && (parsed.clearer().isEmpty() || isClearer(parsed.clearer(), name)))
            .orElse(true);
    assertThat(sound).as(name).isTrue();
    MigrationFileName.versionOf(name);
  }

  private static boolean isClearer(String clearer, String name) {
    return !clearer.equals(name) && MigrationFileName.parse(clearer).isPresent();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
            "v",
            "V",
            "1",
            "22",
            "007",
            ".",
            "..",
            "_",
            "__",
            "-",
            " ",
            "ddl",
            "dml",
            "DML",
            "a",
            "ä",
            ".sql",
            ".SQL",
            "99999999999999999999",
            "\n",
            "\0",
            "/",
            "😀",
            "rc1")
        .list()
        .ofMaxSize(9)
        .map(parts -> String.join("", parts));
  }
}
