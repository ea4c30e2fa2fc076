package io.bytebase4j.samples.pipelines.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.samples.pipelines.runner.JobResult.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The runner's GitHub Actions. */
class GitHubRunnerTest {
  private static final String HEAD =
      "on:\n  push:\n    branches: [main]\n  pull_request:\n    branches: [main]\n"
          + "defaults:\n  run:\n    shell: bash\n";

  @TempDir private Path folder;
  private Stand stand;

  @BeforeEach
  void stand() {
    stand = new Stand(folder);
  }

  private PipelineRun start(String yaml, Event event) {
    return GitHub.of(YamlFile.parse(yaml, "workflow.yml"), stand.scene(event), new Locks());
  }

  private PipelineRun push(String jobs) {
    return start(HEAD + "jobs:\n" + jobs.indent(2), stand.push());
  }

  private static String job(String name, String more, String steps) {
    return name
        + ":\n  runs-on: ubuntu-latest\n  timeout-minutes: 1\n"
        + more.indent(2)
        + "  steps:\n"
        + steps.indent(4);
  }

  @Test
  void outputsGoFromStepToJobToJob() {
    PipelineRun run =
        push(job(
                    "a",
                    "outputs:\n  plan: ${{ steps.one.outputs.plan }}",
                    "- id: one\n  run: echo plan=p1 >> $GITHUB_OUTPUT")
                + job(
                    "b",
                    "needs: a",
                    "- run: echo \"got $PLAN\"\n  env:\n    PLAN: ${{ needs.a.outputs.plan }}"))
            .proceed();

    assertThat(run.result("b").log()).as(run.log()).isEqualTo("got p1\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${{ needs.a.outputs.plan }}",
        "${{ steps.one.outputs.plan }}",
        "${{ github.evnt }}",
        "${{ runner.os }}",
        "${{ env.NONE }}",
        "${{ format('x') }}",
        "${{ github.actor == }}",
        "${{ github.actor 'x' }}",
        "${{ 1 + 1 }}",
        "${{ github.actor == true }}",
        "${{ (github.actor }}"
      })
  void expressionsThatAreNotKnownAreRefused(String expression) {
    PipelineRun run = push(job("b", "", "- run: echo\n  env:\n    X: \"" + expression + "\""));
    assertThatThrownBy(run::proceed)
        .as(expression)
        .isInstanceOf(UnsupportedPipelineException.class)
        .hasMessageContaining("b: the expression");
  }

  @ParameterizedTest
  @CsvSource({
    "github.actor == 'ADA', true",
    "github.actor != 'ada', false",
    "github.actor == 'eve' || vars.OPEN == 'seen', true",
    "github.actor == 'eve' || vars.OPEN == 'x' && true, false",
    "(github.actor == 'eve' || true) && !false, true",
    "vars.NONE, false",
    "!vars.NONE, true",
    "secrets.KEY, true",
    "always() && 'it''s' == 'it''s', true",
    "failure(), false",
    "success() && !cancelled(), true",
  })
  void conditionsAreWhatGitHubMakesOfThem(String condition, boolean holds) {
    PipelineRun run =
        push(job("a", "", "- run: echo ran\n  if: \"${{ " + condition.replace("\"", "") + " }}\""))
            .proceed();
    assertThat(run.result("a").log()).isEqualTo(holds ? "ran\n" : "");
  }

  @Test
  void afterAFailureOnlyThoseStepsRunThatAskHowItWent() {
    PipelineRun run =
        push(job(
                "a",
                "",
                """
                    - run: exit 3
                    - run: echo not run
                    - run: echo not run either
                      if: ${{ github.actor == 'ada' }}
                    - run: echo always
                      if: ${{ always() }}
                    - run: echo not cancelled
                      if: ${{ !cancelled() && github.actor == 'ada' }}
                    """))
            .proceed();

    assertThat(run.result("a").log()).isEqualTo("always\nnot cancelled\n");
    assertThat(run.result("a").exitCode()).isEqualTo(3);
    assertThat(run.result("a").state()).isEqualTo(State.FAILED);
  }

  @Test
  void aStepThatMayFailDoesNotFailTheJob() {
    PipelineRun run =
        push(job("a", "", "- run: exit 3\n  continue-on-error: true\n- run: echo on")).proceed();
    assertThat(run.succeeded()).isTrue();
    assertThat(run.log()).endsWith("on\n");
  }

  @Test
  void secretsAreOnlyWhereTheyArePutAndNotInForks() {
    String yaml =
        HEAD
            + "jobs:\n"
            + job(
                    "a",
                    "",
                    "- run: echo ${KEY:-none}\n"
                        + "- run: echo ${KEY:-none}\n  env:\n    KEY: ${{ secrets.KEY }}")
                .indent(2);

    assertThat(start(yaml, stand.pullRequest(false)).proceed().log()).endsWith("none\nhidden\n");
    assertThat(start(yaml, stand.pullRequest(true)).proceed().log()).endsWith("none\nnone\n");
  }

  @Test
  void anEnvironmentWithReviewersWaitsAndOneWithoutDoesNot() {
    String job = job("a", "environment: %s", "- run: echo a");
    assertThat(push(job.formatted("prod")).proceed().waiting()).containsExactly("a");
    assertThat(push(job.formatted("prod")).proceed().release("a").succeeded()).isTrue();
    assertThat(push(job.formatted("test")).proceed().succeeded()).isTrue();
  }

  @Test
  void aTokenForSignInTakesThePermission() {
    String steps = "- run: echo ${ACTIONS_ID_TOKEN_REQUEST_URL:-none}";
    assertThat(push(job("a", "", steps)).proceed().log()).endsWith("none\n");
    assertThat(
            push(job("a", "permissions: {id-token: write}\nenvironment: test", steps))
                .proceed()
                .log())
        .endsWith("subject=repo%3Aacme%2Fshop%3Aenvironment%3Atest\n");
  }

  @Test
  void actionsNeedTheirPermissionsAndFilesAreKept() {
    String checkout = "- uses: actions/checkout@v7\n";
    String upload =
        "- uses: actions/upload-artifact@v7\n  with: {name: n, path: %s, if-no-files-found: error}";
    assertThatThrownBy(() -> push(job("a", "", checkout)).proceed())
        .hasMessageContaining("contents: read");
    PipelineRun run =
        push(job(
                "a",
                "permissions: {contents: read}",
                checkout + "- run: git rev-list --count HEAD\n" + upload.formatted(".git")))
            .proceed();
    assertThat(run.succeeded()).isTrue();
    assertThat(run.log()).endsWith("\n1\n");
    assertThat(run.result("a").files("n")).contains("HEAD");
    assertThat(push(job("a", "", upload.formatted("nothing"))).proceed().succeeded()).isFalse();
    assertThatThrownBy(() -> push(job("a", "", "- uses: other/action@v1")).proceed())
        .hasMessageContaining("other/action@v1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "on:\\n  push:|on:\\n  pull_request_target:|pull_request_target is not known",
        "shell: bash|shell: sh|only bash is known",
        "defaults:|run-name: x\\ndefaults:|unknown keys [run-name]",
        "timeout-minutes: 1|timeout-minute: 1|timeout-minutes is missing",
        "ubuntu-latest|windows-latest|only ubuntu-latest is known",
        "timeout-minutes: 1|timeout-minutes: 1\\n    concurrency: {group: g}|queue single",
        "steps:|strategy: {}\\n    steps:|unknown keys [strategy]",
      })
  void whatIsNotKnownIsRefused(String right, String wrong, String message) {
    String yaml = HEAD + "jobs:\n" + job("a", "", "- run: echo a").indent(2);
    String broken = yaml.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));
    assertThat(broken).isNotEqualTo(yaml);
    assertThatThrownBy(() -> start(broken, stand.push()))
        .isInstanceOf(UnsupportedPipelineException.class)
        .hasMessageContaining(message);
  }

  @Test
  void expressionsInScriptsAreRefused() {
    PipelineRun run = push(job("a", "", "- run: echo ${{ github.actor }}"));
    assertThatThrownBy(run::proceed).hasMessageContaining("belong into env");
  }

  @Test
  void aStepHasEitherAScriptOrAnAction() {
    for (String step : List.of("- id: a", "- run: echo\n  uses: actions/checkout@v7")) {
      assertThatThrownBy(() -> push(job("a", "", step))).hasMessageContaining("either run or uses");
    }
  }

  @Test
  void outputFilesAreReadInBothForms() throws IOException {
    Path file = folder.resolve("output");
    Files.writeString(file, "a=1=2\nb<<END\none\ntwo\nEND\n\nc<<X\nX\n");
    assertThat(GitHubOutputFile.read(file)).isEqualTo(Map.of("a", "1=2", "b", "one\ntwo", "c", ""));
    Files.writeString(file, "b<<END\none\n");
    assertThatThrownBy(() -> GitHubOutputFile.read(file)).hasMessageContaining("no end of END");
    Files.writeString(file, "words\n");
    assertThatThrownBy(() -> GitHubOutputFile.read(file)).hasMessageContaining("no name=value");
  }
}
