package io.bytebase4j.gitops.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.LocalPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each refusal of docs/faq.md is provoked, and says what stands there. */
@ExtendWith(LocalBytebaseExtension.class)
class FaqTest {
  @TempDir private static Path folder;
  private static LocalBytebase server;
  private static GitOps gitOps;

  @BeforeAll
  static void start(LocalPostgres postgres) {
    server = LocalBytebase.builder().postgres(postgres).start();
    gitOps = GitOps.using(client().build()).build();
  }

  @AfterAll
  static void stop() {
    gitOps.close();
    server.close();
  }

  private static io.bytebase4j.client.BytebaseClientBuilder client() {
    return BytebaseClient.builder()
        .url(server.url().toString())
        .credentials(
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()));
  }

  private static MigrationSet files(String... pathsAndContents) {
    Map<String, MigrationContent> contents = new HashMap<>();
    for (int i = 0; i < pathsAndContents.length; i += 2) {
      contents.put(pathsAndContents[i], MigrationContent.of(pathsAndContents[i + 1]));
    }
    return MigrationSet.ofContents(contents);
  }

  private static MigrationSet table(String table) {
    return files(
        "migration/" + table.substring(1) + "_t.sql",
        "CREATE TABLE " + table + " (id INT PRIMARY KEY);");
  }

  private static RolloutHandle rollout(MigrationSet files) {
    return gitOps.prepare(request(files)).rollout();
  }

  private static RolloutRequest request(MigrationSet files) {
    return RolloutRequest.of(server.project(), files, server.targets());
  }

  private static void review(MigrationSet files) {
    gitOps.review(ReviewRequest.of(server.project(), server.targets(), files)).requirePassed();
  }

  /** What provokes the refusals, in the order of the page. */
  private static List<Runnable> refusals() {
    return List.of(
        () -> BytebaseClient.builder().fromEnvironment(Map.of()),
        () -> client().url("http://bytebase.example.com").build(),
        () -> signIn("bbs_wrong"),
        () -> client().build().releases().listReleases(server.project()).execute(),
        () -> gitOps.review(ReviewRequest.of("projects/nope", server.targets(), table("t1"))),
        () -> proxy(),
        () -> review(files("migration/create_table.sql", "CREATE TABLE a (id INT PRIMARY KEY);")),
        () ->
            review(
                files(
                    "migration/1_a.sql", "CREATE TABLE a (id INT PRIMARY KEY);",
                    "migration/1_b.sql", "CREATE TABLE b (id INT PRIMARY KEY);")),
        () -> MigrationSet.ofPattern(folder, "migrations/*.sql").requireValid(),
        () -> review(files("migration/2_b.sql", "CREATE TABLE b (id INT NOT NULL);")),
        FaqTest::edited,
        () -> rollout(table("t3")).runStage("prd"),
        () -> rollout(table("t4")).runStage("prod"),
        FaqTest::fails,
        () -> gitOps.prepare(request(table("t6")).withApproval(ApprovalPolicy.byIssue())),
        FaqTest::skipped,
        FaqTest::anotherJournal);
  }

  private static void signIn(String key) {
    client()
        .credentials(Credentials.serviceAccount(server.serviceAccount(), key))
        .build()
        .actuator()
        .getActuatorInfo()
        .execute();
  }

  private static void proxy() {
    server.faults().next(1, "GET", ".*/rollouts").htmlAnswer();
    client().build().rollouts().listRollouts(server.project()).execute();
  }

  private static void edited() {
    rollout(table("t2")).runStage("test");
    review(files("migration/2_t.sql", "CREATE TABLE t2 (id BIGINT PRIMARY KEY);"));
  }

  private static void fails() {
    RolloutHandle rollout =
        rollout(files("migration/5_t.sql", "ALTER TABLE nope ADD COLUMN a INT;"));
    rollout.runStage("test");
  }

  private static void skipped() {
    try (LocalBytebase other =
            LocalBytebase.builder().serviceAccountRole("roles/projectViewer").start();
        GitOps there =
            GitOps.connect(
                other.url().toString(),
                Credentials.serviceAccount(other.serviceAccount(), other.serviceAccountSecret()))) {
      there.prepare(
          RolloutRequest.of(other.project(), table("t7"), other.targets())
              .withApproval(ApprovalPolicy.byIssue()));
    }
  }

  private static void anotherJournal() {
    Path journal = folder.resolve("journal.json");
    gitOps.prepare(request(table("t8")).withJournal(GitOpsJournal.ofFile(journal)));
    gitOps.prepare(request(table("t9")).withJournal(GitOpsJournal.ofFile(journal)));
  }

  @TestFactory
  Stream<DynamicTest> isToldAsItStandsThere() {
    List<Page.Block> told = Page.of("docs/faq.md").blocks("text");
    List<Runnable> refusals = refusals();
    assertThat(told).hasSameSizeAs(refusals);
    return IntStream.range(0, told.size())
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    told.get(i).text().lines().findFirst().orElseThrow(),
                    () -> assertTold(told.get(i).text().strip(), refusals.get(i))));
  }

  /** An ellipsis stands for anything. */
  private static void assertTold(String text, Runnable refusal) {
    RuntimeException refused = catchThrowableOfType(RuntimeException.class, refusal::run);
    String pattern =
        Stream.of(text.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    assertThat(refused).isNotNull();
    assertThat(refused.getMessage()).matches(Pattern.compile(pattern, Pattern.DOTALL));
  }
}
