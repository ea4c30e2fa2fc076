package io.bytebase4j.samples.pipelines.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions of Azure Pipelines. */
class AzureExpressionTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eq(variables['System.PullRequest.IsFork'], 'true')|true",
        "ne(variables['System.PullRequest.IsFork'], 'True')|false",
        "and(succeeded(), eq('A', 'a'), ne('', variables['OPEN']))|true",
        "succeededOrFailed()|true",
      })
  void conditionsAreWhatAzureMakesOfThem(String condition, boolean holds) {
    Stand stand = new Stand(folder);
    AzureVariables variables =
        new AzureVariables(stand.scene(stand.pullRequest(true)), Map.of("OPEN", "seen"));
    assertThat(AzureExpression.holds("a", condition, variables::get, false)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed()",
        "eq('a')",
        "contains('a', 'b')",
        "and('x', 'y')",
        "eq('a', 'b'",
        "variables.OPEN",
        "$(OPEN)",
        "eq('a', 'b') x",
        "'x'"
      })
  void conditionsThatAreNotKnownAreRefused(String condition) {
    assertThatThrownBy(() -> AzureExpression.holds("a", condition, name -> "", false))
        .isInstanceOf(UnsupportedPipelineException.class)
        .hasMessageContaining("a: the expression " + condition);
  }
}
