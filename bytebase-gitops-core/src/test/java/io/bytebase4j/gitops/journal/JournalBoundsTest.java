package io.bytebase4j.gitops.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a journal may hold: neither secrets nor more than it can bear. */
class JournalBoundsTest {
  private final MemoryStore store = new MemoryStore();

  private GitOpsJournal journal() {
    return GitOpsJournal.of(store, "hr");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key bbs_S3cr3tS3cr3t is wrong",
        "Authorization: Bearer S3cr3tS3cr3t.x-y_z",
        "authorization: basic S3cr3tS3cr3t==",
        "token eyJhbGciOiJIUzI1NiJ9.eyJTM2NyM3QiOjF9.S3cr3tS3cr3t refused",
        "half a token eyJTM2NyM3RTM2NyM3Q.eyJTM2NyM3R",
        "can't reach https://user:S3cr3tS3cr3t@proxy.example.com/x",
        "password=S3cr3tS3cr3t host=db",
        "{\"token\": \"S3cr3tS3cr3t\", \"email\": \"a@b.c\"}",
        "https://x.y/?api_key=S3cr3tS3cr3t&a=b",
        "client-secret: S3cr3tS3cr3t"
      })
  void whatLooksLikeASecretIsHidden(String text) {
    JournalStep step = journal().begin(StepKind.SKIP, Map.of("reason", text));
    assertThat(store.texts().get("hr")).contains("***").doesNotContain("S3cr3t", "eyJ", "TM2NyM3");
    step.failed(text);

    assertThat(store.texts().get("hr")).doesNotContain("S3cr3t", "eyJ", "TM2NyM3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access token expired: sign in again",
        "ERROR: relation \"password\" does not exist (SQLSTATE 42P01)",
        "projects/hr/releases/gitops-1f0c-20261123-RC00",
        "https://bitbucket.org/acme/shop/commits/1f0c2a@x",
        "gitops-{date}-RC{iteration}"
      })
  void whatIsNoSecretIsLeftAsItIs(String text) {
    journal().begin(StepKind.SKIP, Map.of("reason", text));

    assertThat(journal().entries().get(0).fact("reason")).contains(text);
  }

  @Test
  void aJournalThatIsUsedForLongStaysSmallAndKeepsWhatARunGoesOnFrom() {
    GitOpsJournal journal = journal();
    journal.begin(StepKind.RELEASE, Map.of()).done(Map.of("release", "r"));
    JournalStep open = journal.begin(StepKind.APPROVAL, Map.of());
    journal.begin(StepKind.STAGE, Map.of("stage", "prod")).done();
    for (int i = 0; i < 510; i++) {
      journal.begin(StepKind.STAGE, Map.of("stage", "test")).failed("again " + i);
    }
    open.done();

    List<JournalEntry> entries = journal().entries();
    assertThat(entries).hasSizeBetween(450, 500);
    assertThat(entries.subList(0, 3)).extracting(JournalEntry::number).containsExactly(1, 2, 3);
    assertThat(entries.get(1).state()).isEqualTo(StepState.DONE);
    JournalEntry last = entries.get(entries.size() - 1);
    assertThat(last.message()).isEqualTo("again 509");
    assertThat(last.number()).isEqualTo(513);
    assertThat(store.texts().get("hr")).contains("\"dropped\": " + (513 - entries.size()));
  }

  @Test
  void longTextsMakeItHoldFewerSteps() {
    GitOpsJournal journal = journal();
    Map<String, String> facts =
        IntStream.range(0, 32)
            .boxed()
            .collect(Collectors.toMap(i -> "f" + i, i -> "x".repeat(4_000)));
    for (int i = 0; i < 30; i++) {
      journal.begin(StepKind.SKIP, facts).done();
    }

    assertThat(journal().entries()).hasSizeBetween(13, 17);
    assertThat(store.texts().get("hr")).hasSizeLessThan(2_200_000);
  }

  @Test
  void halvesOfPairsBecomeTheReplacementCharacter() {
    journal().begin(StepKind.SKIP, Map.of("reason", "a\uD83Db"));

    assertThat(journal().entries().get(0).fact("reason")).contains("a\uFFFDb");
  }
}
