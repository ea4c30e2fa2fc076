package io.bytebase4j.gitops.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.ci.CiNote.Fact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubEventTest {
  private static final CiCase PULL_REQUEST = CiCase.named("github-pull-request");
  private static final String FILE = "the file that GITHUB_EVENT_PATH names ";

  private static CiEnvironment detect(EventFileReader files) {
    return CiEnvironment.detect(PULL_REQUEST.variables(), files);
  }

  private static CiEnvironment detect(String event) {
    return detect(file -> new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
  }

  private static String event() throws IOException {
    try (InputStream in = CiCase.eventFile(Path.of("pull_request.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What the variables alone tell is there, the rest is not, and a note says why. */
  private static void isNotRead(CiEnvironment ci, String why) {
    assertThat(ci.notes()).contains(new CiNote(Fact.EVENT_FILE, why));
    assertThat(ci.notes()).extracting(CiNote::fact).contains(Fact.COMMIT, Fact.PULL_REQUEST_AUTHOR);
    assertThat(ci.commit()).isEmpty();
    PullRequest request = ci.pullRequest().orElseThrow();
    assertThat(request.id()).isEqualTo(12);
    assertThat(request.sourceBranch()).contains("feature/orders");
    assertThat(request.origin()).isEqualTo(PullRequest.Origin.UNKNOWN);
    assertThat(request.author()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "42",
        "{",
        "{\"pull_request\": {\"number\": 12, \"head\": {\"sha\": \"db49327\"",
        "{\"pull_request\": {\"head\": {\"sha\": \"db49327\"}}, x}",
        "<html>",
        "\0\u0001\ufffd",
      })
  void aFileThatIsNoEventIsNoted(String event) {
    isNotRead(detect(event), FILE + "is not the JSON of an event");
  }

  @Test
  void deepNestingIsNoTrouble() {
    isNotRead(detect("{\"x\":" + "[".repeat(200_000)), FILE + "is not the JSON of an event");
  }

  @Test
  void aFileThatIsTooLargeIsNotReadToItsEnd() {
    AtomicLong read = new AtomicLong();
    isNotRead(detect(file -> endless(read)), FILE + "is larger than 10 MiB");
    assertThat(read.get()).isLessThan(2L * GitHubEvent.LONGEST);
  }

  private static InputStream endless(AtomicLong read) {
    return new InputStream() {
      @Override
      public int read() {
        read.incrementAndGet();
        return ' ';
      }

      @Override
      public int read(byte[] to, int from, int length) {
        java.util.Arrays.fill(to, from, from + length, (byte) ' ');
        read.addAndGet(length);
        return length;
      }
    };
  }

  @Test
  void aFileOfTenMebibytesIsRead() throws IOException {
    String event = event();
    CiEnvironment ci =
        detect(
            " ".repeat(GitHubEvent.LONGEST - event.getBytes(StandardCharsets.UTF_8).length)
                + event);

    assertThat(FactSheet.of(ci)).containsExactlyElementsOf(PULL_REQUEST.facts());
  }

  @Test
  void aFileThatCanNotBeReadIsNotedWithoutItsPath(@TempDir Path folder) {
    String missing = folder.resolve("secret-path.json").toString();
    for (String path : new String[] {folder.toString(), missing, "/dev/zero"}) {
      CiEnvironment ci =
          CiEnvironment.detect(PULL_REQUEST.with("GITHUB_EVENT_PATH", path).variables());

      isNotRead(ci, FILE + "can't be read (NoSuchFileException)");
    }
    isNotRead(
        PULL_REQUEST.with("GITHUB_EVENT_PATH", "\0").detect(),
        FILE + "can't be read (InvalidPathException)");
    isNotRead(PULL_REQUEST.without("GITHUB_EVENT_PATH").detect(), "GITHUB_EVENT_PATH is not set");
    isNotRead(
        detect(
            file -> {
              throw new UncheckedIOException(new IOException("secret"));
            }),
        FILE + "can't be read (UncheckedIOException)");
    isNotRead(detect(EventFileReader.none()), FILE + "can't be read (NoSuchFileException)");
  }

  @Test
  void aFileOfThisMachineIsReadWhereNoReaderIsGiven(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("event.json"), event());
    CiCase ci = PULL_REQUEST.with("GITHUB_EVENT_PATH", file.toString());

    assertThat(FactSheet.of(CiEnvironment.detect(ci.variables())))
        .containsExactlyElementsOf(ci.facts());
    assertThat(FactSheet.of(CiEnvironment.detect(ci.variables(), CiPlatform.GITHUB)))
        .containsExactlyElementsOf(ci.facts());
  }

  @Test
  void theFileIsOpenedForPullRequestsOnlyAndClosed() {
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    EventFileReader files =
        file -> {
          opened.incrementAndGet();
          return new ByteArrayInputStream(new byte[] {'{', '}'}) {
            @Override
            public void close() {
              closed.incrementAndGet();
            }
          };
        };

    CiEnvironment.detect(CiCase.named("github-push").variables(), files);
    assertThat(opened).hasValue(0);
    CiEnvironment.detect(PULL_REQUEST.variables(), files);
    assertThat(opened).hasValue(1);
    assertThat(closed).hasPositiveValue();
  }

  @ParameterizedTest
  @CsvSource({
    "pull_request, 12",
    "pull_request_target, 12",
    "pull_request_review, 12",
    "pull_request_review_comment, 12",
    "issue_comment, ",
    "workflow_run, ",
    "push, ",
  })
  void eventsOfPullRequestsAreAboutOne(String event, Long id) {
    CiEnvironment ci =
        PULL_REQUEST
            .with("GITHUB_EVENT_NAME", event)
            .with("GITHUB_REF", "refs/heads/main")
            .detect();

    assertThat(ci.pullRequest().map(PullRequest::id)).isEqualTo(Optional.ofNullable(id));
    assertThat(ci.branch()).isEqualTo(id == null ? Optional.of("main") : Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"type\": \"User\"', '\"type\": \"Bot\"'",
    "'\"type\": \"User\"', '\"type\": \"bot\"'",
    "'\"login\": \"alice\"', '\"login\": \"release[bot]\"'",
    "'\"login\": \"alice\"', '\"login\": \"Release[BOT]\"'",
  })
  void botsAreNoAuthors(String part, String other) throws IOException {
    CiEnvironment ci = detect(event().replaceFirst(java.util.regex.Pattern.quote(part), other));

    assertThat(ci.pullRequest().flatMap(PullRequest::author)).isEmpty();
    assertThat(ci.notes())
        .containsExactly(
            new CiNote(Fact.PULL_REQUEST_AUTHOR, "it is a bot, and bots are left out"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "null", "\"\"", "\"x\"", "-5", "1.5", "{}", "[1]"})
  void anAuthorNeedsAnId(String id) throws IOException {
    CiEnvironment ci = detect(event().replace("\"id\": 1001", "\"id\": " + id));

    assertThat(ci.pullRequest().flatMap(PullRequest::author)).isEmpty();
    assertThat(ci.notes()).extracting(CiNote::fact).containsExactly(Fact.PULL_REQUEST_AUTHOR);
  }

  @Test
  void anAuthorWhoseNameHoldsControlCharactersIsLeftOut() throws IOException {
    CiEnvironment ci = detect(event().replace("\"alice\"", "\"al\\nice\""));

    assertThat(ci.pullRequest().flatMap(PullRequest::author)).isEmpty();
    assertThat(ci.notes())
        .containsExactly(
            new CiNote(Fact.PULL_REQUEST_AUTHOR, "the VCS user's name holds control characters"));
  }

  @Test
  void theOriginOfAForkThatWasDeletedIsNotKnown() throws IOException {
    String event = event().replaceFirst("\"repo\": \\{\"id\": 555001[^}]*}", "\"repo\": null");

    assertThat(detect(event).pullRequest())
        .map(PullRequest::origin)
        .contains(PullRequest.Origin.UNKNOWN);
  }

  @Test
  void commitsInTheFileMustBeCommits() throws IOException {
    CiEnvironment ci =
        detect(
            event()
                .replace("db49327fe5e5bfea81fb88cdbbf24e283538c395", "../../evil")
                .replace("dc78d69a83b22190ba68b13bde0c1a2eaedd5f0a", "x"));

    assertThat(ci.commit()).isEmpty();
    assertThat(ci.vcsSource()).isEmpty();
    assertThat(ci.notes())
        .extracting(CiNote::fact)
        .containsExactly(Fact.BASE_COMMIT, Fact.COMMIT, Fact.VCS_SOURCE);
  }
}
