package io.bytebase4j.samples.pipelines.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.samples.pipelines.runner.JobResult.State;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The runner's Azure Pipelines. */
class AzureRunnerTest {
  private static final String HEAD =
      """
      trigger:
        batch: false
        branches: {include: [main]}
      pr:
        branches: {include: [main]}
      lockBehavior: sequential
      pool: {vmImage: ubuntu-latest}
      variables:
        - group: bytebase
      stages:
      """;
  private static final String PLAN =
      "variables:\n  PLAN: $[ stageDependencies.a.work.outputs['one.PLAN'] ]";

  @TempDir private Path folder;
  private Stand stand;

  @BeforeEach
  void stand() {
    stand = new Stand(folder);
  }

  private PipelineRun start(String yaml, Event event) {
    return Azure.of(YamlFile.parse(yaml, "azure-pipelines.yml"), stand.scene(event), new Locks());
  }

  private PipelineRun push(String stages) {
    return start(HEAD + stages.indent(2), stand.push());
  }

  private static String stage(String name, String more, String steps) {
    return "- stage: %s\n%s  jobs:\n    - job: work\n      timeoutInMinutes: 1\n      steps:\n%s"
        .formatted(name, more.indent(2), steps.indent(8));
  }

  private static String deployment(String name, String environment, String steps) {
    return """
        - stage: %s
          jobs:
            - deployment: work
              timeoutInMinutes: 1
              environment: %s
              strategy:
                runOnce:
                  deploy:
                    steps:
        %s"""
        .formatted(name, environment, steps.indent(14));
  }

  @Test
  void outputsOfANamedStepReachTheStagesThatDependOnIt() {
    PipelineRun run =
        push(stage(
                    "a",
                    "",
                    "- bash: echo \"##vso[task.setvariable variable=PLAN;isOutput=true]p1\"\n"
                        + "  name: one")
                + stage("b", "dependsOn: a\n" + PLAN, "- bash: echo \"got $PLAN\""))
            .proceed();
    assertThat(run.result("b.work").log()).as(run.log()).isEqualTo("got p1\n");
  }

  @Test
  void outputsThatCanNotBeHadAreRefused() {
    String silent = stage("a", "", "- bash: echo nothing\n  name: one");
    assertThatThrownBy(() -> push(silent + stage("b", PLAN, "- bash: echo")).proceed())
        .hasMessageContaining("not among the outputs of a.work");
    assertThatThrownBy(
            () -> push(silent + stage("b", "dependsOn: []\n" + PLAN, "- bash: echo")).proceed())
        .hasMessageContaining("of a stage in dependsOn");
    assertThatThrownBy(
            () ->
                push(silent + stage("b", PLAN.replace("outputs", "output"), "- bash: echo"))
                    .proceed())
        .hasMessageContaining("no output of a stage's job");
  }

  @Test
  void secretsAreOnlyWhereTheyArePut() {
    PipelineRun run =
        push(stage(
                "a",
                "",
                "- bash: echo ${KEY:-none} $OPEN\n- bash: echo $KEY\n  env: {KEY: $(KEY)}"))
            .proceed();
    assertThat(run.log()).endsWith("none seen\nhidden\n");
  }

  @Test
  void aMacroWithoutAValueIsRefused() {
    String stage = stage("a", "", "- bash: echo $(NONE)");
    assertThatThrownBy(() -> push(stage).proceed())
        .hasMessage("a.work: there is no variable $(NONE)");
    // So is a secret in a fork's build.
    String secret = HEAD + stage("a", "", "- bash: echo\n  env: {KEY: $(KEY)}").indent(2);
    assertThatThrownBy(() -> start(secret, stand.pullRequest(true)).proceed())
        .hasMessageContaining("$(KEY)");
  }

  @Test
  void onlyTheLastCommandOfAScriptCounts() {
    PipelineRun run =
        push(stage("a", "", "- bash: |\n    false\n    echo on\n- bash: exit 6\n- bash: echo no"))
            .proceed();
    assertThat(run.log()).endsWith("on\n");
    assertThat(run.result("a.work").exitCode()).isEqualTo(6);
    assertThat(run.states()).isEqualTo(Map.of("a.work", State.FAILED));
  }

  @Test
  void afterAFailureOnlyThoseStepsRunThatSaySo() {
    PipelineRun run =
        push(stage(
                    "a",
                    "",
                    "- bash: exit 1\n- bash: echo yes\n  condition: succeededOrFailed()\n"
                        + "- bash: echo no\n  condition: and(succeeded(), eq('a', 'a'))")
                + stage("b", "", "- bash: echo b"))
            .proceed();
    assertThat(run.result("a.work").log()).isEqualTo("yes\n");
    assertThat(run.result("b.work").state()).isEqualTo(State.SKIPPED);
  }

  @Test
  void anEnvironmentWithAnApprovalWaitsAndIsALockWhereRunsAreInOrder() {
    PipelineRun run =
        push(deployment("a", "test", "- bash: echo a") + deployment("b", "prod", "- bash: echo b"))
            .proceed();
    assertThat(run.waiting()).containsExactly("b.work");
    assertThat(run.lock("b.work")).contains("environment prod");
    assertThat(run.release("b.work").succeeded()).isTrue();
    String unordered = HEAD.replace("lockBehavior: sequential\n", "");
    assertThat(
            start(unordered + deployment("a", "test", "- bash: echo").indent(2), stand.push())
                .lock("a.work"))
        .isEmpty();
  }

  @Test
  void aStageWhoseConditionDoesNotHoldIsNoPartOfTheRunNorAreThoseAfterIt() {
    String stages =
        stage("a", "condition: eq(variables['Build.Reason'], 'PullRequest')", "- bash: echo a")
            + stage("b", "", "- bash: echo b")
            + stage("c", "dependsOn: []", "- bash: echo c");
    assertThat(push(stages).jobs()).containsExactly("c.work");
    assertThat(start(HEAD + stages.indent(2), stand.pullRequest(false)).jobs())
        .containsExactly("a.work", "b.work", "c.work");
  }

  @Test
  void aCheckoutIsAsDeepAsItSays() {
    String steps = "- checkout: self\n  fetchDepth: %d\n- bash: git rev-list --count HEAD";
    assertThat(push(stage("a", "", steps.formatted(1))).proceed().log()).endsWith("\n1\n");
    assertThat(push(stage("a", "", steps.formatted(0))).proceed().log()).endsWith("\n2\n");
    assertThat(push(stage("a", "", "- checkout: none\n- bash: ls")).proceed().log())
        .isEqualTo("== a.work\n");
    assertThatThrownBy(() -> push(stage("a", "", "- checkout: self")))
        .hasMessageContaining("say fetchDepth");
  }

  @Test
  void testResultsMustBeThereAndBeXml() {
    String publish =
        "- task: PublishTestResults@2\n  inputs:\n    testResultsFormat: JUnit\n"
            + "    testResultsFiles: '**/*.xml'\n    searchFolder: r\n"
            + "    failTaskOnMissingResultsFile: true\n";
    assertThat(push(stage("a", "", publish)).proceed().succeeded()).isFalse();
    PipelineRun run =
        push(stage("a", "", "- bash: mkdir r; echo '<a/>' > r/x.xml\n" + publish)).proceed();
    assertThat(run.result("a.work").files("tests")).containsExactly("x.xml");
    assertThatThrownBy(
            () -> push(stage("a", "", "- bash: mkdir r; echo a > r/x.xml\n" + publish)).proceed())
        .hasMessageContaining("no XML");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- script: echo",
        "- task: Other@1",
        "- bash: echo\n  workingDirectory: x",
        "- download: current",
        "- bash: echo \"##vso[build.addbuildtag]x\"",
      })
  void stepsThatAreNotKnownAreRefused(String step) {
    assertThatThrownBy(() -> push(stage("a", "", step)).proceed())
        .isInstanceOf(UnsupportedPipelineException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "batch: false, batch: true",
    "pool: {vmImage: ubuntu-latest}, pool: {name: mine}",
    "- group: bytebase, - group: other",
    "lockBehavior: sequential, schedules: []",
  })
  void whatIsNotKnownIsRefused(String right, String wrong) {
    String yaml = HEAD + stage("a", "", "- bash: echo").indent(2);
    assertThatThrownBy(() -> start(yaml.replace(right, wrong), stand.push()))
        .isInstanceOf(UnsupportedPipelineException.class);
  }
}
