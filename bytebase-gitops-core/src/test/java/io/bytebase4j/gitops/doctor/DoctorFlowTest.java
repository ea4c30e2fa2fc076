package io.bytebase4j.gitops.doctor;

import static io.bytebase4j.gitops.doctor.CheckState.FAILED;
import static io.bytebase4j.gitops.doctor.CheckState.OK;
import static io.bytebase4j.gitops.doctor.CheckState.SKIPPED;
import static io.bytebase4j.gitops.doctor.CheckState.UNKNOWN;
import static io.bytebase4j.gitops.doctor.CheckState.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseBuilder;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.LocalPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor sees on servers of all ages, and that it leaves nothing there. */
@ExtendWith(LocalBytebaseExtension.class)
class DoctorFlowTest {
  private static final String NO_DATABASE = "instances/test-pg/databases/nope";

  @TempDir private Path folder;
  private final LocalPostgres postgres;
  private @Nullable LocalBytebase started;
  private final List<AutoCloseable> open = new ArrayList<>();

  DoctorFlowTest(LocalPostgres shared) {
    postgres = shared;
  }

  @BeforeEach
  void file() throws IOException {
    Files.writeString(folder.resolve("1_t.sql"), "CREATE TABLE t (id INT PRIMARY KEY);");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private void start(LocalBytebaseBuilder builder) {
    LocalBytebase server = builder.postgres(postgres).start();
    open.add(server);
    started = server;
  }

  private LocalBytebase server() {
    return Objects.requireNonNull(started);
  }

  private BytebaseClient client(String email, String key) {
    BytebaseClient client =
        BytebaseClient.builder()
            .url(server().url().toString())
            .credentials(Credentials.serviceAccount(email, key))
            .build();
    open.add(0, client);
    return client;
  }

  private GitOps agent() {
    return GitOps.using(client(server().serviceAccount(), server().serviceAccountSecret())).build();
  }

  private GitOps admin() {
    return GitOps.using(client(server().adminEmail(), server().adminPassword())).build();
  }

  private void rollout(GitOps by) {
    MigrationSet files = MigrationSet.ofPattern(folder, "*.sql");
    by.prepare(RolloutRequest.of(server().project(), files, server().targets())).rollout();
  }

  private DoctorRequest request() {
    return DoctorRequest.of(server().project()).withTargets(server().targets());
  }

  private static CheckState state(DoctorReport report, String id) {
    assertThat(report.checks(id)).as(report.toString()).hasSize(1);
    return report.checks(id).get(0).state();
  }

  private static DoctorCheck check(DoctorReport report, Job job) {
    return report.checks(DoctorCheck.PERMISSIONS).stream()
        .filter(check -> check.subject().equals(job.id()))
        .findFirst()
        .orElseThrow();
  }

  private static JobPermissions permissions(DoctorReport report, Job job) {
    return report.permissions().get(job.ordinal());
  }

  /** All that there is on the server, as its admin sees it. */
  private Map<String, String> content() throws Exception {
    String token = token();
    Map<String, String> seen = new TreeMap<>();
    List<String> paths = new ArrayList<>(List.of("releases", "rollouts"));
    for (int id = 101; id < 106; id++) {
      paths.add("plans/" + id);
      paths.add("issues/" + id);
      paths.add("plans/" + id + "/rollout/stages/-/tasks/-/taskRuns");
      paths.add("rollouts/" + id + "/stages/-/tasks/-/taskRuns");
    }
    for (String path : paths) {
      HttpRequest get =
          HttpRequest.newBuilder(
                  URI.create(server().url() + "/v1/" + server().project() + "/" + path))
              .header("Authorization", "Bearer " + token)
              .build();
      var answer = HttpClient.newHttpClient().send(get, BodyHandlers.ofString());
      seen.put(path, answer.statusCode() + answer.body());
    }
    assertThat(seen.get("releases")).startsWith("200");
    assertThat(seen.get("rollouts")).startsWith("200");
    return seen;
  }

  private String token() throws Exception {
    String body =
        "{\"email\":\"%s\",\"password\":\"%s\"}"
            .formatted(server().adminEmail(), server().adminPassword());
    HttpRequest login =
        HttpRequest.newBuilder(URI.create(server().url() + "/v1/auth/login"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    String answer = HttpClient.newHttpClient().send(login, BodyHandlers.ofString()).body();
    return answer.replaceFirst("(?s).*\"token\": *\"([^\"]+)\".*", "$1");
  }

  @Test
  void theRoleForGitOpsIsEnough() throws Exception {
    start(LocalBytebase.builder());
    GitOps agent = agent();
    rollout(agent);
    Map<String, String> before = content();

    DoctorReport report = agent.doctor(request());

    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(report.checks())
        .extracting(DoctorCheck::id)
        .containsExactly(
            "reachable",
            "tls",
            "clock",
            "sign-in",
            "account",
            "version",
            "project",
            "target",
            "target",
            "permissions",
            "permissions",
            "permissions",
            "permissions");
    assertThat(report.checks().subList(0, 11)).extracting(DoctorCheck::state).containsOnly(OK);
    assertThat(report.checks(DoctorCheck.SIGN_IN).get(0).text())
        .isEqualTo("signed in with service account " + server().serviceAccount());
    assertThat(report.checks(DoctorCheck.ACCOUNT).get(0).text())
        .isEqualTo(server().serviceAccount());
    assertThat(report.server()).map(ServerInfo::reported).hasValue("3.22.0-local");
    assertThat(permissions(report, Job.ROLLOUT).missing()).isEmpty();
    assertThat(permissions(report, Job.ROLLOUT).unknown()).containsExactly("bb.rollouts.create");
    assertThat(permissions(report, Job.ROLLOUT).held())
        .containsExactly(
            "bb.plans.create",
            "bb.plans.get",
            "bb.rollouts.get",
            "bb.rollouts.list",
            "bb.taskRuns.create",
            "bb.taskRuns.list");
    assertThat(check(report, Job.ROLLOUT).state()).isEqualTo(UNKNOWN);
    assertThat(check(report, Job.APPROVAL).state()).isEqualTo(WARNING);
    assertThat(permissions(report, Job.APPROVAL).missing()).containsExactly("bb.issues.create");
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void whereThereIsNoRolloutItCantBeToldWhoMayRunTasks() throws Exception {
    start(LocalBytebase.builder());
    Map<String, String> before = content();

    DoctorReport report = agent().doctor(request());

    assertThat(permissions(report, Job.ROLLOUT).unknown())
        .containsExactly("bb.rollouts.create", "bb.taskRuns.create");
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void whoHasNoRoleLacksAll() throws Exception {
    start(LocalBytebase.builder().withoutUsualRoles());
    rollout(admin());
    Map<String, String> before = content();

    DoctorReport report = agent().doctor(request());

    assertThat(report.passed()).isFalse();
    assertThat(state(report, DoctorCheck.SIGN_IN)).isEqualTo(OK);
    assertThat(state(report, DoctorCheck.PROJECT)).isEqualTo(OK);
    assertThat(report.checks(DoctorCheck.TARGET))
        .extracting(DoctorCheck::state)
        .containsExactly(UNKNOWN, UNKNOWN);
    assertThat(permissions(report, Job.REVIEW).missing()).containsExactly("bb.releases.check");
    assertThat(permissions(report, Job.RELEASE).held()).isEmpty();
    // Without the list of rollouts there is none to try.
    assertThat(permissions(report, Job.ROLLOUT).unknown())
        .containsExactly("bb.rollouts.create", "bb.taskRuns.create");
    assertThat(permissions(report, Job.ROLLOUT).missing())
        .containsExactly(
            "bb.plans.create",
            "bb.plans.get",
            "bb.rollouts.get",
            "bb.rollouts.list",
            "bb.taskRuns.list");
    assertThat(report.firstFailure())
        .map(DoctorCheck::text)
        .hasValue(
            "lacks bb.releases.check: give the account the role GitOps Service Agent in projects/hr");
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void whoMayReadThePoliciesIsToldAll() throws Exception {
    start(LocalBytebase.builder());
    Map<String, String> before = content();

    DoctorReport report = admin().doctor(request());

    assertThat(report.checks())
        .as(report.toString())
        .extracting(DoctorCheck::state)
        .containsOnly(OK);
    assertThat(content()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void serversOf2025TellAsMuch(String version) throws Exception {
    start(LocalBytebase.builder().version(version));
    GitOps agent = agent();
    rollout(agent);
    Map<String, String> before = content();

    DoctorReport report =
        agent.doctor(DoctorRequest.of(server().project()).withTargets(server().targets()));

    assertThat(report.checks())
        .as(report.toString())
        .extracting(DoctorCheck::state)
        .containsOnly(OK);
    assertThat(report.checks(DoctorCheck.VERSION).get(0).text())
        .contains(version + ", as the server reports", "release ids that follow a template");
    assertThat(permissions(report, Job.ROLLOUT).held().contains("bb.plans.preview"))
        .isEqualTo(version.equals("3.6.2"));
    assertThat(content()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void serversOf2025TellWhatIsLacking(String version) throws Exception {
    start(LocalBytebase.builder().version(version).withoutUsualRoles());
    Map<String, String> before = content();

    DoctorReport report = agent().doctor(request());

    assertThat(permissions(report, Job.REVIEW).missing()).containsExactly("bb.releases.check");
    assertThat(permissions(report, Job.RELEASE).held()).isEmpty();
    assertThat(permissions(report, Job.ROLLOUT).held()).isEmpty();
    assertThat(permissions(report, Job.ROLLOUT).missing()).contains("bb.rollouts.create");
    assertThat(permissions(report, Job.ROLLOUT).unknown()).containsExactly("bb.taskRuns.create");
    assertThat(permissions(report, Job.APPROVAL).missing())
        .containsExactly("bb.issues.create", "bb.issues.get");
    assertThat(content()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2", "2026.8"})
  void databaseThatIsNotThereIsTold(String version) {
    start(LocalBytebase.builder().version(version));

    DoctorReport report =
        agent().doctor(request().withTargets(List.of(server().targets().get(0), NO_DATABASE)));

    assertThat(report.checks(DoctorCheck.TARGET))
        .as(report.toString())
        .extracting(DoctorCheck::state)
        .containsExactly(OK, FAILED);
    assertThat(report.firstFailure()).map(DoctorCheck::subject).hasValue(NO_DATABASE);
    assertThat(permissions(report, Job.REVIEW).held()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2", "2026.8"})
  void projectThatIsNotThereIsTold(String version) {
    start(LocalBytebase.builder().version(version));

    DoctorReport report =
        agent().doctor(DoctorRequest.of("projects/nope").withTargets(server().targets()));

    assertThat(state(report, DoctorCheck.PROJECT)).as(report.toString()).isEqualTo(FAILED);
    assertThat(report.checks(DoctorCheck.TARGET))
        .extracting(DoctorCheck::state)
        .containsOnly(SKIPPED);
    assertThat(report.checks(DoctorCheck.PERMISSIONS))
        .hasSize(4)
        .allSatisfy(
            check -> {
              assertThat(check.state()).isEqualTo(SKIPPED);
              assertThat(check.text()).isEqualTo("not looked at, since project failed");
            });
    assertThat(report.permissions()).isEmpty();
  }

  @Test
  void withNoProjectItEndsWithTheVersion() {
    start(LocalBytebase.builder());

    DoctorReport report = agent().doctor(DoctorRequest.ofServer());

    assertThat(report.passed()).isTrue();
    assertThat(state(report, DoctorCheck.VERSION)).isEqualTo(OK);
    assertThat(state(report, DoctorCheck.PROJECT)).isEqualTo(SKIPPED);
  }

  @Test
  void wrongKeyEndsIt() {
    start(LocalBytebase.builder());
    GitOps gitOps = GitOps.using(client(server().serviceAccount(), "bbs_a-wrong-key")).build();

    DoctorReport report = gitOps.doctor(request());

    DoctorCheck signIn = report.checks(DoctorCheck.SIGN_IN).get(0);
    assertThat(signIn.state()).isEqualTo(FAILED);
    assertThat(signIn.fault()).isInstanceOf(UnauthenticatedException.class);
    assertThat(report.toString()).doesNotContain("bbs_a-wrong-key");
    assertThat(report.checks().subList(4, report.checks().size()))
        .extracting(DoctorCheck::state)
        .containsOnly(SKIPPED);
  }

  @Test
  void clocksThatDifferAreTold() {
    start(LocalBytebase.builder());
    BytebaseClient client = client(server().serviceAccount(), server().serviceAccountSecret());
    Clock fast = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
    Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));

    DoctorReport ahead = GitOps.using(client).clock(fast).build().doctor(request());
    DoctorReport behind = GitOps.using(client).clock(slow).build().doctor(request());

    assertThat(state(ahead, DoctorCheck.CLOCK)).isEqualTo(WARNING);
    assertThat(ahead.checks(DoctorCheck.CLOCK).get(0).text()).contains("ahead of the server's");
    assertThat(ahead.passed()).isTrue();
    assertThat(behind.checks(DoctorCheck.CLOCK).get(0).text()).contains("behind the server's");
  }

  @Test
  void refusedTaskRunsAreTold() {
    start(LocalBytebase.builder());
    GitOps agent = agent();
    rollout(agent);
    server()
        .faults()
        .next(1, "POST", ".*taskRuns:batchCancel")
        .answer(403, "{\"code\": 7, \"message\": \"Not allowed to cancel tasks\"}");

    DoctorReport report = agent.doctor(request());

    assertThat(permissions(report, Job.ROLLOUT).missing()).containsExactly("bb.taskRuns.create");
    assertThat(check(report, Job.ROLLOUT).state()).isEqualTo(FAILED);
  }

  @Test
  void refusalForAnotherReasonTellsNothingOfThePermission() {
    start(LocalBytebase.builder());
    server()
        .faults()
        .next(1, "POST", ".*/plans")
        .answer(403, "{\"code\": 7, \"message\": \"not in the free plan\"}");

    DoctorReport report = agent().doctor(request());

    assertThat(permissions(report, Job.ROLLOUT).unknown()).contains("bb.plans.create");
    assertThat(permissions(report, Job.ROLLOUT).missing()).isEmpty();
  }

  @Test
  void pageOfAProxyEndsIt() {
    start(LocalBytebase.builder());
    server()
        .faults()
        .next(1, "POST", ".*/releases")
        .answer(403, Map.of("Content-Type", "text/html"), "<html>blocked</html>");

    DoctorReport report = agent().doctor(request());

    assertThat(check(report, Job.REVIEW).state()).isEqualTo(OK);
    assertThat(check(report, Job.RELEASE).state()).isEqualTo(FAILED);
    assertThat(check(report, Job.RELEASE).text()).contains("<html>blocked</html>");
    assertThat(check(report, Job.ROLLOUT).state()).isEqualTo(SKIPPED);
  }

  @Test
  void serverErrorTellsNothingOfThePermission() {
    start(LocalBytebase.builder());
    server()
        .faults()
        .next(1, "POST", ".*/releases")
        .answer(500, "{\"code\": 13, \"message\": \"out of order\"}");

    DoctorReport report = agent().doctor(request());

    assertThat(permissions(report, Job.RELEASE).unknown()).containsExactly("bb.releases.create");
    assertThat(report.passed()).isTrue();
  }

  @Test
  void deniedAndNotThereAreNoExceptionsOfTheCall() {
    start(LocalBytebase.builder().withoutUsualRoles());

    assertThat(agent().doctor(request()).checks())
        .extracting(DoctorCheck::fault)
        .noneMatch(PermissionDeniedException.class::isInstance)
        .noneMatch(NotFoundException.class::isInstance);
  }
}
