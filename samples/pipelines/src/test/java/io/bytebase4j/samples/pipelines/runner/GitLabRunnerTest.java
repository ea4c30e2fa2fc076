package io.bytebase4j.samples.pipelines.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.samples.pipelines.runner.JobResult.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The runner's GitLab CI. */
class GitLabRunnerTest {
  private static final String ALWAYS = "$CI_PIPELINE_SOURCE == \"push\"";
  private static final String HEAD =
      "workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE\nstages: [one, two]\n";

  @TempDir private Path folder;
  private Stand stand;

  @BeforeEach
  void stand() {
    stand = new Stand(folder);
  }

  private PipelineRun start(String yaml, Event event) {
    return GitLab.of(YamlFile.parse(yaml, ".gitlab-ci.yml"), stand.scene(event), new Locks());
  }

  private PipelineRun push(String jobs) {
    return start(HEAD + jobs, stand.push());
  }

  private static String job(String name, String stage, String script, String more) {
    return "%s:\n  stage: %s\n  timeout: 1 minute\n  rules:\n    - if: %s\n  script:\n    - |\n%s%s"
        .formatted(name, stage, ALWAYS, script.indent(6), more.indent(2));
  }

  @Test
  void variablesOfAReportReachTheJobsThatNeedIt() {
    PipelineRun run =
        push(job("a", "one", "echo PLAN=p1 > x.env", "artifacts:\n  reports:\n    dotenv: x.env")
                + job("b", "two", "echo \"got $PLAN\"", "needs: [a]")
                + job("c", "two", "echo \"got ${PLAN:-none}\"", "needs: []"))
            .proceed();

    assertThat(run.result("b").log()).as(run.log()).isEqualTo("got p1\n");
    assertThat(run.result("c").log()).isEqualTo("got none\n");
  }

  @Test
  void theProjectsVariablesWinOverThoseOfReportsAndFiles() {
    PipelineRun run =
        push("variables:\n  OPEN: file\n  MINE: file\n"
                + job(
                    "a",
                    "one",
                    "echo OPEN=report > x.env",
                    "artifacts:\n  reports:\n    dotenv: x.env")
                + job("b", "two", "echo $OPEN $MINE", "variables:\n  MINE: job"))
            .proceed();
    assertThat(run.result("b").log()).isEqualTo("seen job\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"words", "A-B=1", "=1", "# comment"})
  void reportsThatGitLabWouldRefuseAreRefused(String line) throws IOException {
    Path file = Files.writeString(folder.resolve("x.env"), "A=1\n" + line + "\n");
    assertThatThrownBy(() -> Dotenv.read(file))
        .isInstanceOf(UnsupportedPipelineException.class)
        .hasMessage("x.env: no NAME=value: " + line);
  }

  @Test
  void reportsHaveLimitsAndMustBeThere() throws IOException {
    Path file = folder.resolve("x.env");
    assertThatThrownBy(() -> Dotenv.read(file)).hasMessageContaining("did not write it");
    Files.writeString(file, "A=1\n".repeat(21));
    assertThatThrownBy(() -> Dotenv.read(file)).hasMessageContaining("more than 20");
    Files.writeString(file, "A=" + "x".repeat(5 * 1024));
    assertThatThrownBy(() -> Dotenv.read(file)).hasMessageContaining("5 KiB");
    Files.writeString(file, "A=1=2\nB=\n");
    assertThat(Dotenv.read(file)).isEqualTo(Map.of("A", "1=2", "B", ""));
  }

  @Test
  void aManualRuleWaitsAndAResourceGroupIsALock() {
    PipelineRun run =
        push(job("a", "one", "echo a", "")
                + job("b", "two", "echo b", "environment: prod\nresource_group: g")
                    .replace("if: " + ALWAYS, "if: " + ALWAYS + "\n      when: manual"))
            .proceed();
    assertThat(run.waiting()).containsExactly("b");
    assertThat(run.lock("b")).contains("g");
    assertThat(run.release("b").result("b").log()).isEqualTo("b\n");
  }

  @Test
  void aStageWaitsForTheOneBeforeAndAFailureMayBeAllowed() {
    String allowed =
        job("a", "one", "exit 3", "allow_failure: true") + job("b", "two", "echo b", "");
    assertThat(push(allowed).proceed().states())
        .isEqualTo(Map.of("a", State.FAILED_ALLOWED, "b", State.SUCCEEDED));
    PipelineRun failed = push(job("a", "one", "exit 3", "") + job("b", "two", "echo b", ""));
    assertThat(failed.proceed().states()).isEqualTo(Map.of("a", State.FAILED, "b", State.SKIPPED));
    assertThat(failed.result("a").exitCode()).isEqualTo(3);
  }

  @Test
  void aScriptEndsAtWhatFailsAlsoWithinAPipe() {
    PipelineRun run = push(job("a", "one", "false | cat\necho not reached", "")).proceed();
    assertThat(run.result("a").state()).isEqualTo(State.FAILED);
    assertThat(run.log()).doesNotContain("not reached");
  }

  @Test
  void filesAreKeptByTheirKindAndReachTheJobsThatNeedThem() {
    PipelineRun run =
        push(job(
                    "a",
                    "one",
                    "mkdir r; echo > r/x.junit.xml; echo > r/x.txt; exit 1",
                    """
                        allow_failure: true
                        artifacts:
                          when: always
                          paths: [r/]
                          reports:
                            junit: r/*.junit.xml
                        """)
                + job("b", "two", "ls r", "variables:\n  GIT_STRATEGY: none"))
            .proceed();
    assertThat(run.result("a").files("junit")).containsExactly("r/x.junit.xml");
    assertThat(run.result("b").log()).isEqualTo("x.junit.xml\nx.txt\n");
  }

  @Test
  void aCheckoutIsAsDeepAsItSaysOrNotMade() {
    String count = "git rev-list --count HEAD";
    assertThat(push(job("a", "one", count, "variables: {GIT_DEPTH: \"1\"}")).proceed().log())
        .endsWith("\n1\n");
    assertThat(push(job("a", "one", count, "variables: {GIT_DEPTH: \"0\"}")).proceed().log())
        .endsWith("\n2\n");
    assertThat(push(job("a", "one", "ls", "variables: {GIT_STRATEGY: none}")).proceed().log())
        .isEqualTo("== a\n");
    assertThatThrownBy(
            () -> push(job("a", "one", "ls", "variables: {GIT_STRATEGY: copy}")).proceed())
        .hasMessageContaining("GIT_STRATEGY is copy");
  }

  @Test
  void aForkRunsInAProjectOfItsOwnWithoutVariables() {
    String yaml =
        HEAD
            + job("a", "one", "echo $CI_PROJECT_ID $CI_MERGE_REQUEST_PROJECT_ID ${KEY:-none}", "")
                .replace(ALWAYS, "$CI_PIPELINE_SOURCE == \"merge_request_event\"");
    assertThat(start(yaml, stand.pullRequest(false)).proceed().log())
        .endsWith("1001 1001 hidden\n");
    assertThat(start(yaml, stand.pullRequest(true)).proceed().log()).endsWith("2002 1001 none\n");
    assertThat(start(yaml, stand.push()).jobs()).isEmpty();
  }

  @Test
  void tokensAreMadeForTheirAudience() {
    PipelineRun run =
        push("default:\n  id_tokens:\n    T:\n      aud: me\n" + job("a", "one", "echo $T", ""))
            .proceed();
    assertThat(run.log())
        .endsWith("token for me about project_path:acme/shop:ref_type:branch:ref:main\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "$A == \"1\" && $B;true",
        "$A == \"2\" || $A != \"3\";true",
        "$A == \"2\" || $A == \"1\" && $NONE;false",
        "$A == $B;false",
        "$NONE;false",
        "$NONE == \"\";true",
      })
  void rulesAreWhatGitLabMakesOfThem(String rule, boolean holds) {
    assertThat(GitLabRule.holds("a", rule, Map.of("A", "1", "B", "x"))).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$A =~ /x/", "$A ==", "A == \"1\"", "$A \"1\"", "($A)", "== $A", ""})
  void rulesThatAreNotKnownAreRefused(String rule) {
    assertThatThrownBy(() -> GitLabRule.holds("a", rule, Map.of("A", "1")))
        .isInstanceOf(UnsupportedPipelineException.class)
        .hasMessageContaining("a: the expression " + rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "retry: 2",
        "only: [main]",
        "timeout: 1 day",
        "stage: three",
        "variables: {A: $B}",
        "artifacts: {when: on_failure}",
        "artifacts: {reports: {sast: x}}"
      })
  void whatIsNotKnownIsRefused(String line) {
    String key = line.substring(0, line.indexOf(':') + 1);
    String job = job("a", "one", "echo", "");
    String broken =
        job.contains(key)
            ? job.replaceFirst(key + ".*", line.replace("$", "\\$"))
            : job + "  " + line;
    assertThatThrownBy(() -> push(broken)).isInstanceOf(UnsupportedPipelineException.class);
  }
}
