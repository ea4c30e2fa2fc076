package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.internal.OperationClasses;
import io.bytebase4j.client.rest.Operation;
import io.bytebase4j.client.rest.OperationClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of operation classes against the generated API. */
class OperationClassesTest {
  private final OperationClasses classes = new OperationClasses();

  private static Set<String> generated() {
    return GeneratedOperation.all().stream()
        .map(generated -> generated.operation().shortName())
        .collect(Collectors.toSet());
  }

  @Test
  void tableHasAllOperationsOfAllAgesAndNoOthers() {
    assertThat(classes.names()).containsExactlyInAnyOrderElementsOf(generated());
  }

  @Test
  void whatChangesSomethingIsNoRead() {
    List<String> reads =
        GeneratedOperation.all().stream()
            .map(GeneratedOperation::operation)
            .filter(operation -> classes.of(operation) == OperationClass.READ)
            .map(Operation::shortName)
            .map(name -> name.substring(name.indexOf('/') + 1))
            .toList();

    assertThat(reads)
        .isNotEmpty()
        .allMatch(
            name ->
                name.matches(
                    "(Get|List|Search|BatchGet|Check|Diff|Preview|Export|BatchParse|BatchDeparse).*"));
  }

  @ParameterizedTest
  @CsvSource({
    "RolloutService/GetRollout, READ",
    "ReleaseService/CheckRelease, READ",
    "AuthService/Login, IDEMPOTENT",
    "RolloutService/CreateRollout, IDEMPOTENT",
    "RolloutService/BatchSkipTasks, IDEMPOTENT",
    "RolloutService/BatchCancelTaskRuns, IDEMPOTENT",
    "RolloutService/BatchRunTasks, CREATE",
    "ReleaseService/CreateRelease, CREATE",
    "PlanService/CreatePlan, CREATE",
    "IssueService/CreateIssue, CREATE",
    "PlanService/PreviewPlan, READ",
    "ReleaseService/SearchReleases, READ",
    "SQLService/Query, CREATE"
  })
  void operationsOfTheGitOpsPathAreOfTheirClass(String name, OperationClass expected) {
    assertThat(classes.of(new Operation("bytebase.v1." + name, "POST", "/x"))).isEqualTo(expected);
  }

  @Test
  void operationThatIsNotInTheTableIsTreatedWithCare() {
    assertThat(classes.of(new Operation("bytebase.v9.NewService/DoIt", "POST", "/x")))
        .isEqualTo(OperationClass.CREATE);
  }
}
