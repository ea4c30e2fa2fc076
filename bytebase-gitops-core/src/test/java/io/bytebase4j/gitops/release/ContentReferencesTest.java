package io.bytebase4j.gitops.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.RecordedRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Contents that the project has are not sent again. */
@ExtendWith(ReleaseServerExtension.class)
class ContentReferencesTest {
  private static final String GONE =
      "{\"code\":5,\"message\":\"sheet \\\"projects/hr/sheets/ab\\\" not found\"}";
  private final ReleaseServer server;

  ContentReferencesTest(ReleaseServer server) {
    this.server = server;
  }

  private RecordedRequest last() {
    List<RecordedRequest> sent = server.sent();
    return sent.get(sent.size() - 1);
  }

  /** A hundred files of 10 KB, of which those from a number on are new. */
  private ReleaseRequest hundredFiles(int firstNew) {
    return server.request(
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    "-- %s %d\n".formatted(i < firstNew ? "old" : "new", i)
                        + "INSERT INTO t VALUES (1, 'a row of a table');\n".repeat(222))
            .toArray(String[]::new));
  }

  @Test
  void ofAHundredFilesOnlyTheNewOneIsSentWithItsContent() {
    GitOps gitOps = server.gitOps();
    ReleaseRef before = gitOps.release(hundredFiles(100));
    int whole = last().body().length();

    ReleaseRef after = gitOps.release(hundredFiles(99).reusingContentsOf(before.name()));

    assertThat(after.adopted()).isFalse();
    assertThat(after.files()).hasSize(100);
    assertThat(after.files().subList(0, 99)).isEqualTo(before.files().subList(0, 99));
    String body = last().body();
    assertThat(body.split("\"statement\"", -1)).hasSize(2);
    assertThat(body.split("\"sheet\"", -1)).hasSize(100);
    // 98 of 100 bytes are saved, and of the rest half is the new file.
    assertThat(whole).isBetween(1_350_000, 1_400_000);
    assertThat(body.length()).isBetween(26_000, 27_500);
  }

  @Test
  void aReleaseOfThisRunIsNotAskedForAgain() {
    GitOps gitOps = server.gitOps();
    ReleaseRequest first = server.request();
    ReleaseRef before = gitOps.release(first);
    server.asked();

    gitOps.release(first.withRunKey("other").reusingContentsOf(before));

    assertThat(last().body()).contains("\"sheet\"").doesNotContain("\"statement\"");
    assertThat(server.asked()).containsExactly("GET 20261122-RC00", "GET 20261123-RC00", "POST");
  }

  @Test
  void whatIsAdoptedNeedsNoContents() {
    ReleaseRequest request = server.request();
    server.gitOps().release(request);
    server.asked();

    server.gitOps().release(request.reusingContentsOf("projects/hr/releases/other"));

    assertThat(server.asked()).containsExactly("GET 20261122-RC00", "GET 20261123-RC00");
  }

  @Test
  void aReleaseThatIsNotThereSavesNothing() {
    ReleaseRef release =
        server.gitOps().release(server.request().reusingContentsOf("projects/hr/releases/gone"));

    assertThat(release.adopted()).isFalse();
    assertThat(last().body()).contains("\"statement\"").doesNotContain("\"sheet\"");
  }

  @Test
  void contentsThatAreGoneAreSentOnce() {
    GitOps gitOps = server.gitOps();
    ReleaseRequest first = server.request();
    ReleaseRef before = gitOps.release(first);
    ReleaseRequest request = first.withRunKey("other").reusingContentsOf(before);
    Faults.Rule gone = server.creates(1).answer(404, GONE);

    ReleaseRef release = gitOps.release(request);

    assertThat(gone.fired()).isEqualTo(1);
    assertThat(release.adopted()).isFalse();
    assertThat(last().body()).contains("\"statement\"").doesNotContain("\"sheet\"");
  }

  @Test
  void aProjectThatIsNotThereIsNamedEvenWhereContentsAreKnown() {
    GitOps gitOps = server.gitOps();
    ReleaseRequest first = server.request();
    ReleaseRef before = gitOps.release(first);
    Faults.Rule gone =
        server.creates(9).answer(404, "{\"code\":5,\"message\":\"project hr not found\"}");

    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> gitOps.release(first.withRunKey("other").reusingContentsOf(before)))
        .withMessageContaining("project hr not found");
    assertThat(gone.fired()).isEqualTo(2);
  }

  @Test
  void contentsThatAreGoneAfterALostAnswerAreSent() {
    GitOps gitOps = server.gitOps();
    ReleaseRequest first = server.request();
    ReleaseRef before = gitOps.release(first);
    ReleaseRequest request = first.withRunKey("other").reusingContentsOf(before);
    server.creates(1).dropConnection();
    server.creates(1).answer(404, GONE);

    ReleaseRef release = gitOps.release(request);

    assertThat(release.name()).endsWith("-20261123-RC00");
    assertThat(last().body()).contains("\"statement\"").doesNotContain("\"sheet\"");
  }

  private List<RecordedRequest> checks(int from) {
    return server.bytebase.requests().stream()
        .skip(from)
        .filter(r -> r.path().endsWith("/releases:check"))
        .toList();
  }

  @Test
  void aReviewNamesWhatAnEarlierReleaseHas() {
    GitOps gitOps = server.gitOps();
    ReleaseRequest first = server.request();
    ReleaseRef before = gitOps.findRelease(gitOps.release(first).name()).orElseThrow();
    int from = server.bytebase.requests().size();
    ReviewRequest review =
        ReviewRequest.of("projects/hr", server.bytebase.targets(), first.migrations());

    ReviewReport report = gitOps.review(review.reusingSheets(before.sheets()));

    assertThat(report.isComplete()).isTrue();
    assertThat(report.findings()).isEqualTo(gitOps.review(review).findings());
    assertThat(checks(from)).hasSize(4);
    assertThat(checks(from).subList(0, 2))
        .allMatch(r -> r.body().contains("\"sheet\"") && !r.body().contains("\"statement\""));
  }

  @Test
  void aReviewSendsContentsThatAreGone() {
    ReleaseRequest first = server.request();
    String sha256 = first.migrations().files().get(0).content().sha256();
    int from = server.bytebase.requests().size();

    ReviewReport report =
        server
            .gitOps()
            .review(
                ReviewRequest.of("projects/hr", server.bytebase.targets(), first.migrations())
                    .withConcurrency(1)
                    .reusingSheets(Map.of(sha256, "projects/hr/sheets/" + sha256)));

    assertThat(report.isComplete()).isTrue();
    assertThat(checks(from))
        .extracting(r -> r.body().contains("\"statement\""))
        .containsExactly(false, true, true);
  }

  @Test
  void aTargetThatIsNotThereIsNamedEvenWhereContentsAreKnown() {
    GitOps gitOps = server.gitOps();
    ReleaseRequest first = server.request();
    ReleaseRef before = gitOps.release(first);

    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(
            () ->
                gitOps.review(
                    ReviewRequest.of(
                            "projects/hr",
                            List.of("instances/none/databases/x"),
                            first.migrations())
                        .reusingSheets(before.sheets())))
        .withMessageContaining("instances/none/databases/x");
  }

  @Test
  void aReleaseIsFoundByItsNameOnly() {
    GitOps gitOps = server.gitOps();
    ReleaseRef made = gitOps.release(server.request());

    assertThat(gitOps.findRelease(made.name()).orElseThrow().files()).isEqualTo(made.files());
    assertThat(gitOps.findRelease(made.name() + "0")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gitOps.findRelease("projects/hr/plans/101"))
        .withMessageContaining("projects/hr/plans/101");
  }
}
