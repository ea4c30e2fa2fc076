package io.bytebase4j.gitops.report.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.Golden;
import io.bytebase4j.gitops.report.HostileTexts;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.report.github.RunnerCommands.Command;
import io.bytebase4j.gitops.report.internal.Databases;
import io.bytebase4j.gitops.report.internal.MessageLines;
import io.bytebase4j.gitops.review.Position;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.RuleType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub's runner makes of the lines that a review is written as. */
class GitHubAnnotationsTest {
  private static final GitHubAnnotations ANNOTATIONS = GitHubAnnotations.create();

  private static List<Command> commands(ReportedReview review) {
    return RunnerCommands.in(ANNOTATIONS.render(review));
  }

  private static List<Command> named(String name, List<Command> commands) {
    return commands.stream().filter(command -> command.name().equals(name)).toList();
  }

  @Test
  void theRichReviewLooksAsInTheRepository() {
    Golden.assertMatches("github-annotations.txt", ANNOTATIONS.render(SampleReviews.rich()));
  }

  @Test
  void anErrorStandsAtItsLinesAndColumns() {
    Command error = named("error", commands(SampleReviews.rich())).get(1);
    assertThat(error.properties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "file", "migration/202505141700_add_index_ddl.sql",
                "line", "3",
                "col", "1",
                "endLine", "3",
                "endColumn", "6",
                "title", "Syntax error (201)"));
    assertThat(error.data())
        .isEqualTo(
            """
            Syntax error at line 3:1
            related text: CREATE TABEL
            on 3 of 3 databases""");
  }

  @Test
  void reasonsThatAreNoFindingsComeFirstAndWithoutAFile() {
    Command first = commands(SampleReviews.rich()).get(0);
    assertThat(first.name()).isEqualTo("error");
    assertThat(first.properties()).containsOnlyKeys("title");
    assertThat(first.data()).contains("risk HIGH is above MODERATE", "incomplete: ");
  }

  @Test
  void aFindingThatIsLetPassIsANoticeThatSaysWhy() {
    List<Command> notices = named("notice", commands(SampleReviews.rich()));
    assertThat(notices)
        .anySatisfy(
            notice -> assertThat(notice.data()).contains("let pass: legacy tables, OPS-77"));
    assertThat(named("warning", commands(SampleReviews.rich())))
        .noneSatisfy(warning -> assertThat(warning.data()).contains("let pass"));
  }

  @Test
  void aFindingAboutAWholeFileStandsAtItsFirstLine() {
    Command warning = named("warning", commands(SampleReviews.rich())).get(0);
    assertThat(warning.properties()).containsEntry("line", "1").doesNotContainKey("col");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 1, 3, 7, 'line=3 col=1 endLine=3 endColumn=6'",
    "3, 1, 3, 2, 'line=3 col=1 endLine=3 endColumn=1'",
    "3, 5, 0, 0, 'line=3 col=5'",
    "3, 0, 0, 0, 'line=3'",
    "3, 0, 3, 9, 'line=3'",
    "3, 1, 5, 2, 'line=3 endLine=5'",
    "3, 1, 5, 1, 'line=3 endLine=4'",
    "3, 1, 4, 1, 'line=3 col=1'",
    "3, 7, 3, 7, 'line=3 col=7'",
    "0, 0, 0, 0, 'line=1'"
  })
  void columnsStandWithinOneLineAndTheLastOneIsIncluded(
      int line, int column, int endLine, int endColumn, String expected) {
    ReviewFinding finding =
        finding("a.sql", new Position(line, column), new Position(endLine, endColumn));
    Map<String, String> properties = new LinkedHashMap<>(only(finding).properties());
    properties.keySet().removeAll(Set.of("file", "title"));
    assertThat(
            properties.entrySet().stream().map(Object::toString).collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "==x", "=a=b"})
  void aTitleThatBeginsWithAnEqualsSignKeepsIt(String title) {
    requireOnlyOurs(title);
  }

  @Test
  void aPathThatBeginsWithAnEqualsSignKeepsIt() {
    assertThat(only(finding("=a=b,c:d.sql", Position.NONE, Position.NONE)).properties())
        .containsEntry("file", "./=a=b,c:d.sql");
  }

  private static ReviewFinding finding(String file, Position start, Position end) {
    return new ReviewFinding(
        Severity.ERROR,
        402,
        "RULE",
        "text",
        RuleType.PARSER_BASED,
        file,
        start,
        end,
        List.of(),
        "f",
        null);
  }

  private static Command only(ReviewFinding finding) {
    ReviewReport report =
        new ReviewReport(
            "projects/hr",
            Instant.parse("2026-11-24T08:30:00Z"),
            List.of(finding.file()),
            List.of(),
            List.of(finding),
            List.of());
    return named("error", commands(ReportedReview.of(report.judgedBy(ReviewPolicy.standard()))))
        .get(0);
  }

  @Test
  void pathsBeginAtTheRootOfTheRepository() {
    assertThat(
            named("error", commands(SampleReviews.rich().withPathPrefix("db/")))
                .get(1)
                .properties())
        .containsEntry("file", "db/migration/202505141700_add_index_ddl.sql");
  }

  @Test
  void noMoreIsAnnotatedThanGitHubShows() {
    ReportedReview review = SampleReviews.large(300);
    List<Command> commands = commands(review);
    assertThat(named("error", commands)).hasSize(10);
    assertThat(named("warning", commands)).hasSize(10);
    assertThat(named("notice", commands)).hasSize(1);
    assertThat(named("group", commands))
        .singleElement()
        .satisfies(group -> assertThat(group.data()).endsWith(": 280 more findings"));
    assertThat(named("endgroup", commands)).hasSize(1);
    assertThat(commands.get(commands.size() - 1).data())
        .contains("30 errors, 270 warnings")
        .contains("280 findings are not annotated, only listed in the log");
  }

  @Test
  void everyFindingIsAnnotatedOrListed() {
    ReportedReview review = SampleReviews.large(300);
    String text = ANNOTATIONS.render(review);
    Set<String> files = new HashSet<>();
    for (String kind : List.of("error", "warning")) {
      named(kind, RunnerCommands.in(text))
          .forEach(command -> files.add(command.properties().get("file")));
    }
    List<String> listed =
        RunnerCommands.plainLines(text).stream().filter(l -> !l.isEmpty()).toList();
    assertThat(listed).hasSize(280);
    listed.forEach(line -> files.add(line.replaceFirst("^\\w+ (.*?\\.sql):.*", "$1")));
    assertThat(files).containsExactlyInAnyOrderElementsOf(review.report().files());
  }

  @Test
  void aStepWithSeveralReviewsGivesEachItsPart() {
    List<Command> commands =
        RunnerCommands.in(ANNOTATIONS.withAtMost(3).render(SampleReviews.large(100)));
    assertThat(named("error", commands)).hasSize(3);
    assertThat(named("warning", commands)).hasSize(3);
    assertThatThrownBy(() -> ANNOTATIONS.withAtMost(11))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "11 annotations per kind: 1 to 10 are possible, GitHub shows no more of a step");
  }

  @Test
  void aCleanReviewIsOneNotice() {
    List<Command> commands = commands(SampleReviews.clean());

    assertThat(commands).hasSize(1);
    assertThat(commands.get(0).name()).isEqualTo("notice");
    assertThat(commands.get(0).properties())
        .containsExactly(Map.entry("title", "SQL review of hr: passed"));
    assertThat(commands.get(0).data()).isEqualToIgnoringCase("no findings");
  }

  @Test
  void aTextThatTheRunnerWouldCutIsCutHere() {
    ReportedReview review = SampleReviews.hostile("word ".repeat(5000));
    assertThat(commands(review))
        .allSatisfy(command -> assertThat(command.data()).hasSizeLessThanOrEqualTo(4000));
    assertThat(named("error", commands(review)).get(1).data()).endsWith("…\n… and 1 more line");
  }

  @Test
  void eachCommandIsOneLineAndOneWrite() throws IOException {
    Writes writes = new Writes();
    ANNOTATIONS.render(SampleReviews.large(50), writes);
    assertThat(writes.all)
        .allSatisfy(write -> assertThat(write).endsWith("\n").containsOnlyOnce("\n"));
    assertThat(String.join("", writes.all)).isEqualTo(ANNOTATIONS.render(SampleReviews.large(50)));
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void hostileTextForgesNothing(String text) {
    requireOnlyOurs(text);
  }

  @Test
  void aLongTextOfNothingButLineBreaksIsCutAsATitle() {
    requireOnlyOurs("\n".repeat(300));
  }

  @Property(tries = 3000)
  void noTextForgesAnything(@ForAll("texts") String text) {
    requireOnlyOurs(text);
  }

  @Provide
  Arbitrary<String> texts() {
    return HostileTexts.any();
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void hostileTextForgesNothingOnARunnerThatKnowsNoNotices(String text) {
    Set<String> old = new HashSet<>(RunnerCommands.ALL);
    old.remove("notice");
    String written = ANNOTATIONS.render(SampleReviews.hostile(text));
    assertThat(new RunnerCommands(old).read(written))
        .extracting(Command::name)
        .containsExactly("error", "error");
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void hostileTextIsHarmlessInThePlainLines(String text) {
    ReportedReview review = SampleReviews.hostile(text);
    String written = ANNOTATIONS.withAtMost(1).render(review);
    assertThat(RunnerCommands.in(written))
        .extracting(Command::name)
        .containsExactly("error", "group", "endgroup", "notice");
  }

  private static void requireOnlyOurs(String text) {
    ReportedReview review = SampleReviews.hostile(text);
    List<ReviewFinding> findings = review.report().findings();
    List<Command> commands = commands(review);
    assertThat(commands)
        .extracting(Command::name)
        .containsExactly("error", "error", "notice", "notice", "notice");
    assertThat(commands.get(1).properties())
        .containsOnlyKeys("file", "line", "col", "title")
        .containsEntry("line", "1")
        .containsEntry("col", "1")
        .containsEntry("file", property(review.path(findings.get(0))));
    String title = property(Texts.cutToUnits(text, 200) + " (402)");
    assertThat(commands.get(1).properties())
        .containsEntry("title", (title.startsWith("=") ? " " : "") + title);
    assertThat(commands.get(1).data()).isEqualTo(message("402", text, "on " + target(text)));
    assertThat(commands.get(2).data())
        .isEqualTo(message("AI", text, "on " + target(text), "let pass: " + text));
    assertThat(RunnerCommands.plainLines(ANNOTATIONS.render(review))).isEmpty();
  }

  private static String target(String text) {
    return Databases.shortName("instances/test-pg/databases/" + text);
  }

  private static String property(String path) {
    return Texts.visible(path).replace("##[", "# #[");
  }

  private static String message(String mark, String content, String... more) {
    List<String> lines = new ArrayList<>();
    for (String line : content.split("\\R")) {
      if (!line.isBlank()) {
        lines.add(line.stripTrailing());
      }
    }
    if (lines.isEmpty()) {
      lines.add(Texts.cutToUnits(content, 200) + " (" + mark + ")");
    }
    lines.addAll(List.of(more));
    return String.join("\n", MessageLines.within(4000, lines));
  }

  private static final class Writes implements Appendable {
    private final List<String> all = new ArrayList<>();

    @Override
    public Appendable append(CharSequence text) {
      all.add(text.toString());
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
      return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char c) {
      return append(String.valueOf(c));
    }
  }
}
