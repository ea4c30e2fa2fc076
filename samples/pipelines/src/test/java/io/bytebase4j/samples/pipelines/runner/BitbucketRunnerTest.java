package io.bytebase4j.samples.pipelines.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.samples.pipelines.runner.JobResult.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner's Bitbucket Pipelines. */
class BitbucketRunnerTest {
  @TempDir private Path folder;
  private Stand stand;

  @BeforeEach
  void stand() {
    stand = new Stand(folder);
  }

  private PipelineRun start(String yaml, Event event) {
    return Bitbucket.of(
        YamlFile.parse(yaml, "bitbucket-pipelines.yml"), stand.scene(event), new Locks());
  }

  private PipelineRun main(String steps) {
    return start("pipelines:\n  branches:\n    main:\n" + steps.indent(6), stand.push());
  }

  private static String step(String name, String script, String more) {
    return "- step:\n    name: "
        + name
        + "\n    max-time: 1\n    script:\n      - |\n"
        + script.indent(8)
        + more.indent(4);
  }

  @Test
  void onlyNamedVariablesReachLaterSteps() {
    PipelineRun run =
        main(step(
                    "a",
                    "echo A=1 >> $BITBUCKET_PIPELINES_VARIABLES_PATH\n"
                        + "echo B=2 >> $BITBUCKET_PIPELINES_VARIABLES_PATH",
                    "output-variables: [A]")
                + step("b", "echo \"A=$A B=${B:-none}\"", ""))
            .proceed();

    assertThat(run.succeeded()).as(run.log()).isTrue();
    assertThat(run.result("b").log()).isEqualTo("A=1 B=none\n");
    assertThat(run.result("a").outputs()).isEqualTo(Map.of("A", "1"));
  }

  @Test
  void aVariableThatTheScriptDidNotWriteIsRefused() {
    PipelineRun run = main(step("a", "echo nothing", "output-variables: [A]"));
    assertThatThrownBy(run::proceed)
        .isInstanceOf(UnsupportedPipelineException.class)
        .hasMessageContaining("output-variables has A");
  }

  @Test
  void eachStepHasACheckoutAndAHomeOfItsOwnAndGetsArtifacts() {
    PipelineRun run =
        main(step(
                    "a",
                    "mkdir kept; echo k > kept/k.txt; echo l > left.txt; echo h > ~/home.txt",
                    "artifacts:\n  upload:\n    - name: k\n      paths: ['kept/**']")
                + step("b", "ls -1; ls -A ~", ""))
            .proceed();

    assertThat(run.result("b").log()).as(run.log()).isEqualTo("file.txt\nkept\n");
    assertThat(run.result("a").files("k")).containsExactly("kept/k.txt");
  }

  @Test
  void aFailureEndsTheScriptAndKeepsOnlyWhatIsToBeKeptThen() {
    PipelineRun run =
        main(step(
                    "a",
                    "echo x > x; echo y > y\nexit 3\necho not reached",
                    """
                    artifacts:
                      upload:
                        - name: x
                          paths: [x]
                          capture-on: always
                        - name: y
                          paths: [y]
                    """)
                + step("b", "echo b", ""))
            .proceed();

    assertThat(run.result("a").exitCode()).isEqualTo(3);
    assertThat(run.states()).isEqualTo(Map.of("a", State.FAILED, "b", State.SKIPPED));
    assertThat(run.result("a").artifacts()).containsOnlyKeys("x");
    assertThat(run.log()).doesNotContain("not reached");
  }

  @Test
  void aCommandThatFailsEndsTheScriptToo() {
    PipelineRun run = main(step("a", "false\necho not reached", "")).proceed();
    assertThat(run.result("a").state()).isEqualTo(State.FAILED);
    assertThat(run.log()).doesNotContain("not reached");
  }

  @Test
  void aManualStepWaitsAndADeploymentIsALock() {
    PipelineRun run =
        main(step("a", "echo a", "deployment: test")
                + step(
                    "b",
                    "echo $BITBUCKET_DEPLOYMENT_ENVIRONMENT",
                    "deployment: production\ntrigger: manual"))
            .proceed();

    assertThat(run.waiting()).containsExactly("b");
    assertThat(run.lock("a")).contains("deployment test");
    assertThat(run.release("b").result("b").log()).isEqualTo("production\n");
    assertThatThrownBy(() -> main(step("a", "echo a", "trigger: manual")))
        .hasMessageContaining("can't be manual");
  }

  @Test
  void aTokenIsGivenOnlyToStepsThatAskForOne() {
    PipelineRun run =
        main(step("a", "echo ${BITBUCKET_STEP_OIDC_TOKEN:-none}", "")
                + step("b", "echo $BITBUCKET_STEP_OIDC_TOKEN", "oidc: true"))
            .proceed();

    assertThat(run.result("a").log()).isEqualTo("none\n");
    assertThat(run.result("b").log()).contains("about {5b3d7a10-");
  }

  @Test
  void aPullRequestIsTestedAsMergedAndAForkHasNoVariables() {
    String yaml =
        "pipelines:\n  pull-requests:\n    '**':\n"
            + step("a", "cat new.txt; echo ${OPEN:-none} ${KEY:-none} $BITBUCKET_PR_ID", "")
                .indent(6);

    assertThat(start(yaml, stand.pullRequest(false)).proceed().log())
        .endsWith("new\nseen hidden 7\n");
    assertThat(start(yaml, stand.pullRequest(true)).proceed().log()).endsWith("new\nnone none 7\n");
    assertThat(start(yaml, stand.push()).jobs()).isEmpty();
  }

  @Test
  void aCloneIsAsDeepAsItSays() {
    String count = "git rev-list --count HEAD";
    assertThat(main(step("a", count, "clone: {depth: 1}")).proceed().log()).endsWith("\n1\n");
    assertThat(main(step("a", count, "clone: {depth: full}")).proceed().log()).endsWith("\n2\n");
    assertThat(main(step("a", "ls", "clone: {enabled: false}")).proceed().log())
        .isEqualTo("== a\n");
  }

  @Test
  void whatIsNotKnownIsRefused() {
    for (String more : List.of("services: [docker]", "caches: [maven]", "trigger: never")) {
      assertThatThrownBy(() -> main(step("a", "echo", more)))
          .as(more)
          .isInstanceOf(UnsupportedPipelineException.class)
          .hasMessageContaining(more.substring(0, more.indexOf(':')));
    }
    assertThatThrownBy(
            () -> main("- step:\n    name: a\n    max-time: 1\n    script:\n      - pipe: x/y:1\n"))
        .hasMessageContaining("no pipes");
    assertThatThrownBy(() -> start("pipelines:\n  tags:\n    x: []\n", stand.push()))
        .hasMessageContaining("unknown kind of pipeline tags");
    assertThatThrownBy(() -> start("pipelines:\n  branches:\n    'rel*': []\n", stand.push()))
        .hasMessageContaining("rel*");
    assertThatThrownBy(() -> main("- step:\n    name: a\n    script: [echo]\n"))
        .hasMessageContaining("max-time is missing");
  }
}
