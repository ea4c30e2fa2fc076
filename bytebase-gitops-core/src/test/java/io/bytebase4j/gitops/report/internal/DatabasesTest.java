package io.bytebase4j.gitops.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewedFile;
import io.bytebase4j.gitops.review.RiskLevel;
import io.bytebase4j.gitops.review.TargetReview;
import io.bytebase4j.gitops.review.TargetReview.Outcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabasesTest {

  private static TargetReview target(String name, String... reviewed) {
    return new TargetReview(
        name,
        null,
        null,
        Outcome.COMPLETE,
        Arrays.stream(reviewed)
            .map(database -> new ReviewedFile("1_a.sql", database, 0, RiskLevel.LOW))
            .toList(),
        List.of(),
        List.of(),
        "");
  }

  private static Databases databases(TargetReview... targets) {
    return new Databases(
        new ReviewReport(
            "projects/hr", Instant.EPOCH, List.of(), List.of(targets), List.of(), List.of()));
  }

  private static String database(int number) {
    return "instances/pg/databases/app" + number;
  }

  private static Databases many(int count) {
    return databases(
        IntStream.range(0, count).mapToObj(i -> target(database(i))).toArray(TargetReview[]::new));
  }

  private static String words(Databases databases, int holders) {
    List<String> targets = IntStream.range(0, holders).mapToObj(DatabasesTest::database).toList();
    return databases.of(targets, UnaryOperator.identity());
  }

  @Test
  void fewAreNamedAndManyCounted() {
    assertThat(words(many(40), 3)).isEqualTo("pg/app0, pg/app1, pg/app2");
    assertThat(words(many(40), 4)).isEqualTo("4 of 40 databases");
    assertThat(words(many(3), 3)).isEqualTo("3 of 3 databases");
    assertThat(words(many(1), 1)).isEqualTo("pg/app0");
    assertThat(many(1).counted()).isEqualTo("1 database");
    assertThat(many(40).counted()).isEqualTo("40 databases");
  }

  @Test
  void aGroupWhoseDatabasesMayNotBeListedMayHoldMore() {
    Databases databases =
        databases(target("projects/hr/databaseGroups/all", database(0), database(1)));

    assertThat(databases.counted()).isEqualTo("at least 2 databases");
    assertThat(words(databases, 2)).isEqualTo("pg/app0, pg/app1");
    assertThat(words(databases, 4)).isEqualTo("4 databases");
  }

  @ParameterizedTest
  @CsvSource({
    "instances/prod-pg/databases/app, prod-pg/app",
    "projects/hr/instances/prod-pg/databases/app, prod-pg/app",
    "projects/hr/databaseGroups/all, databaseGroups/all",
    "something/else, something/else",
  })
  void namesOfTargetsLoseTheWordsThatAllHave(String target, String name) {
    assertThat(Databases.shortName(target)).isEqualTo(name);
  }
}
