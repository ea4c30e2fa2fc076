package io.bytebase4j.client.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.client.rest.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What names of each kind look like, and what is refused. */
class NamesTest {

  static Stream<Kind> kinds() {
    return Kind.all().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nameIsTakenApartAndPutTogether(Kind kind) {
    ResourceName parsed = kind.parse().apply(kind.example());
    ResourceName made = kind.of().apply(kind.ids());

    assertThat(parsed).isEqualTo(made).hasSameHashCodeAs(made);
    assertThat(parsed.name()).isEqualTo(kind.example());
    assertThat(parsed).hasToString(kind.example());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nameOfOneKindIsNoneOfAnother(Kind kind) {
    for (Kind other : Kind.all()) {
      ResourceName name = kind.parse().apply(kind.example());
      if (name.getClass() != other.parse().apply(other.example()).getClass()) {
        assertThatThrownBy(() -> other.parse().apply(kind.example()))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nameWithMoreOrLessAroundItIsRefused(Kind kind) {
    String name = kind.example();
    for (String text :
        List.of(
            "/" + name,
            name + "/",
            "v1/" + name,
            name + "/x",
            name.substring(name.indexOf('/') + 1),
            name.substring(0, name.lastIndexOf('/')) + "/",
            name.replaceFirst("/", "//"),
            name.toUpperCase(java.util.Locale.ROOT),
            " " + name,
            name + "\n")) {
      assertThatThrownBy(() -> kind.parse().apply(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  static Stream<String> badIds() {
    return Stream.of(
        "",
        ".",
        "..",
        "/",
        "a/b",
        " ",
        "a b",
        "\t",
        "a\n",
        "\u00a0",
        "\u2028",
        "a\u0000",
        "\u007f",
        "\ud800",
        "a\udc00b");
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void idThatCannotStandInAPathIsRefusedInEachPlace(String bad) {
    for (Kind kind : Kind.all()) {
      for (int place = 0; place < kind.ids().size(); place++) {
        List<String> ids = new ArrayList<>(kind.ids());
        ids.set(place, bad);

        assertThatThrownBy(() -> kind.of().apply(ids))
            .as("%s at %d of %s", bad, place, kind)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(" id \"");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @SuppressWarnings("NullAway") // callers may come from code that is not checked
  void nullIsRefusedLikeAnyMalformedText(Kind kind) {
    List<String> ids = new ArrayList<>(kind.ids());
    ids.set(ids.size() - 1, null);

    assertThatThrownBy(() -> kind.parse().apply(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" name null is not of the form ");
    assertThatThrownBy(() -> kind.of().apply(ids))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" id null is missing; ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-", "...", "a:b", "user@example.com", "%2F", "DB$1", "größe", "数据库", "😀", "~"})
  void idMayHoldWhatARequestCanCarry(String id) {
    for (Kind kind : Kind.all()) {
      List<String> ids = kind.ids().stream().map(unused -> id).toList();

      ResourceName name = kind.of().apply(ids);

      assertThat(kind.parse().apply(name.toString())).isEqualTo(name);
    }
  }

  @Test
  void partsOfANameAreNamesThemselves() {
    TaskRunName run =
        TaskRunName.parse("projects/hr/plans/101/rollout/stages/prod/tasks/102/taskRuns/103");

    assertThat(run.id()).isEqualTo("103");
    assertThat(run.task()).isEqualTo(TaskName.of("hr", "101", "prod", "102"));
    assertThat(run.task().id()).isEqualTo("102");
    assertThat(run.task().stage()).isEqualTo(StageName.of("hr", "101", "prod"));
    assertThat(run.task().stage().id()).isEqualTo("prod");
    assertThat(run.task().stage().rollout()).isEqualTo(RolloutName.of("hr", "101"));
    assertThat(run.task().stage().rollout().plan()).isEqualTo(PlanName.of("hr", "101"));
    assertThat(run.task().stage().rollout().plan().id()).isEqualTo("101");
    assertThat(run.task().stage().rollout().plan().project()).isEqualTo(ProjectName.of("hr"));
    assertThat(ReleaseName.of("hr", "x").project().id()).isEqualTo("hr");
    assertThat(IssueName.of("hr", "1").project()).isEqualTo(SheetName.of("hr", "s").project());
    assertThat(DatabaseGroupName.of("hr", "g").project()).isEqualTo(ProjectName.of("hr"));
  }

  @Test
  void nameIsPutTogetherFromItsParent() {
    ProjectName hr = ProjectName.of("hr");

    assertThat(new ReleaseName(hr, "x")).hasToString("projects/hr/releases/x");
    assertThat(new RolloutName(new PlanName(hr, "7"))).hasToString("projects/hr/plans/7/rollout");
    assertThat(new DatabaseName(InstanceName.of("pg"), "app"))
        .hasToString("instances/pg/databases/app");
  }

  @Test
  void instanceMayBelongToAProject() {
    RevisionName own = RevisionName.parse("projects/hr/instances/pg/databases/app/revisions/7");
    RevisionName shared = RevisionName.parse("instances/pg/databases/app/revisions/7");

    assertThat(own.database().instance().project()).isEqualTo(ProjectName.of("hr"));
    assertThat(shared.database().instance().project()).isNull();
    assertThat(own).isNotEqualTo(shared);
    assertThat(own.database().id()).isEqualTo(shared.database().id()).isEqualTo("app");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          projects/hr/release/x | release name "projects/hr/release/x" is not of the form projects/{project}/releases/{release}, such as projects/hr/releases/20261124-RC00
          projects//releases/x  | release name "projects//releases/x" is not of the form projects/{project}/releases/{release}, such as projects/hr/releases/20261124-RC00: "" is empty
          projects/h r/releases/x | release name "projects/h r/releases/x" is not of the form projects/{project}/releases/{release}, such as projects/hr/releases/20261124-RC00: "h r" holds whitespace
          projects/hr/releases/.. | release name "projects/hr/releases/.." is not of the form projects/{project}/releases/{release}, such as projects/hr/releases/20261124-RC00: ".." means a folder
          """)
  void messageSaysWhatWasGivenAndWhatIsExpected(String name, String message) {
    assertThatThrownBy(() -> ReleaseName.parse(name)).hasMessage(message);
  }

  @Test
  void messageNamesBothFormsWhereThereAreTwo() {
    assertThatThrownBy(() -> DatabaseName.parse("app"))
        .hasMessage(
            "database name \"app\" is not of the form instances/{instance}/databases/{database} or"
                + " projects/{project}/instances/{instance}/databases/{database}, such as"
                + " instances/test-pg/databases/app");
    assertThatThrownBy(() -> DatabaseName.parse("projects/hr/instances/a b/databases/c"))
        .hasMessageEndingWith(": \"a b\" holds whitespace");
  }

  @Test
  void messageAboutAnIdSaysWhichAndWhy() {
    assertThatThrownBy(() -> ReleaseName.of("hr", "a/b"))
        .hasMessage(
            "release id \"a/b\" holds a slash; it is the last part of"
                + " projects/{project}/releases/{release}, such as"
                + " projects/hr/releases/20261124-RC00");
    assertThatThrownBy(() -> ReleaseName.of("h r", "x"))
        .hasMessageStartingWith("project id \"h r\" holds whitespace; ");
  }

  @Test
  void messageKeepsToOneLineAndToALength() {
    assertThatThrownBy(() -> ProjectName.parse("projects/a\nERROR\u2028\u001b[0m\ud800"))
        .hasMessageStartingWith(
            "project name \"projects/a\\u000aERROR\\u2028\\u001b[0m\\ud800\" is not");
    assertThatThrownBy(() -> ProjectName.parse("x".repeat(100_000)))
        .hasMessageContaining("x".repeat(200) + "…\" is not")
        .extracting(Throwable::getMessage)
        .satisfies(message -> assertThat(message.length()).isLessThan(500));
  }
}
