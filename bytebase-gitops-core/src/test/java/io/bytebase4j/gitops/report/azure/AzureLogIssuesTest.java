package io.bytebase4j.gitops.report.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.Golden;
import io.bytebase4j.gitops.report.HostileTexts;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.report.azure.AgentCommands.Command;
import io.bytebase4j.gitops.report.internal.Databases;
import io.bytebase4j.gitops.report.internal.MessageLines;
import io.bytebase4j.gitops.review.FailOn;
import io.bytebase4j.gitops.review.ReviewLimits;
import io.bytebase4j.gitops.review.ReviewPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Azure's agent makes of the lines that a review is written as. */
class AzureLogIssuesTest {
  private static final AzureLogIssues ISSUES = AzureLogIssues.create();

  private static List<Command> issues(String type, String text) {
    return AgentCommands.in(text).stream()
        .filter(command -> type.equals(command.properties().get("type")))
        .toList();
  }

  @Test
  void theRichReviewLooksAsInTheRepository() {
    Golden.assertMatches(
        "azure-log-issues.txt",
        ISSUES
            .withSourcesDirectory("/home/vsts/work/1/s")
            .withCompletion()
            .render(SampleReviews.rich()));
  }

  @Test
  void anIssueHasItsPlaceAndItsRule() {
    String text = ISSUES.withSourcesDirectory("D:\\a\\1\\s\\").render(SampleReviews.rich());
    Command error = issues("error", text).get(1);
    assertThat(error.name()).isEqualTo("task.logissue");
    assertThat(error.properties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "type", "error",
                "sourcepath", "D:\\a\\1\\s/migration/202505141700_add_index_ddl.sql",
                "linenumber", "3",
                "columnnumber", "1",
                "code", "bytebase-201"));
    assertThat(error.data())
        .startsWith("Syntax error (201)\nSyntax error at line 3:1\nrelated text: ");
  }

  @Test
  void reasonsThatAreNoFindingsComeFirstAndWithoutAFile() {
    Command first = AgentCommands.in(ISSUES.render(SampleReviews.rich())).get(0);
    assertThat(first.properties()).containsOnlyKeys("type").containsEntry("type", "error");
    assertThat(first.data())
        .startsWith("SQL review of hr: stopped\n")
        .contains("risk HIGH is above MODERATE", "incomplete: ");
  }

  @Test
  void whatIsLetPassAndNotesAreOnlyListed() {
    String text = ISSUES.render(SampleReviews.rich());
    assertThat(AgentCommands.in(text)).noneMatch(command -> command.data().contains("let pass"));
    assertThat(AgentCommands.plainLines(text))
        .anySatisfy(
            line ->
                assertThat(line).startsWith("warning ").contains("let pass: legacy tables, OPS-77"))
        .anySatisfy(line -> assertThat(line).startsWith("note migration/README.md "));
  }

  @Test
  void noMoreIssuesThanAzureShows() {
    String text = ISSUES.render(SampleReviews.large(300));
    assertThat(issues("error", text)).hasSize(10);
    assertThat(issues("warning", text)).hasSize(10);
    assertThat(AgentCommands.looks(text)).containsExactly("group", "endgroup");
    List<String> plain = AgentCommands.plainLines(text);
    assertThat(plain).hasSize(281);
    assertThat(plain.get(280))
        .contains("30 errors, 270 warnings; 280 findings only listed in the log");
  }

  @Test
  void onlyWhereAskedForTheTaskGetsAResult() {
    assertThat(AgentCommands.in(ISSUES.render(SampleReviews.rich())))
        .noneMatch(command -> command.name().equals("task.complete"));
    assertThat(result(SampleReviews.rich())).isEqualTo("Failed");
    assertThat(result(SampleReviews.clean())).isEqualTo("Succeeded");
    ReviewPolicy lenient =
        ReviewPolicy.standard().withLimits(ReviewLimits.STANDARD.failOn(FailOn.NEVER));
    assertThat(result(ReportedReview.of(SampleReviews.large(10).report().judgedBy(lenient))))
        .isEqualTo("SucceededWithIssues");
  }

  private static String result(ReportedReview review) {
    List<Command> commands = AgentCommands.in(ISSUES.withCompletion().render(review));
    Command last = commands.get(commands.size() - 1);
    assertThat(last.name()).isEqualTo("task.complete");
    return last.properties().getOrDefault("result", "");
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void hostileTextForgesNothing(String text) {
    requireOnlyOurs(text);
  }

  @Property(tries = 3000)
  void noTextForgesAnything(@ForAll("texts") String text) {
    requireOnlyOurs(text);
  }

  @Provide
  Arbitrary<String> texts() {
    return HostileTexts.any();
  }

  private static void requireOnlyOurs(String text) {
    ReportedReview review = SampleReviews.hostile(text);
    String written = ISSUES.withCompletion().render(review);
    List<Command> commands = AgentCommands.in(written);
    assertThat(commands)
        .extracting(Command::name)
        .containsExactly("task.logissue", "task.logissue", "task.complete");
    assertThat(commands.get(0).properties()).containsOnlyKeys("type");
    Command finding = commands.get(1);
    assertThat(finding.properties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "type", "error",
                "sourcepath", Texts.logLine(review.path(review.report().findings().get(0))),
                "linenumber", "1",
                "columnnumber", "1",
                "code", "bytebase-402"));
    assertThat(finding.data()).isEqualTo(message(text));
    assertThat(commands.get(2).properties()).containsOnlyKeys("result");
    assertThat(AgentCommands.looks(written)).containsExactly("group", "endgroup");
    assertThat(written.lines().filter(line -> Pattern.matches(".*[\\p{Cc}\\u202E].*", line)))
        .isEmpty();
  }

  private static String message(String text) {
    List<String> lines = new ArrayList<>();
    lines.add(Texts.cutToUnits(text, 200) + " (402)");
    for (String line : text.split("\\R")) {
      if (!line.isBlank()) {
        lines.add(line.stripTrailing());
      }
    }
    if (lines.size() == 1) {
      lines.add(lines.get(0));
    }
    lines.add("on " + Databases.shortName("instances/test-pg/databases/" + text));
    return String.join("\n", MessageLines.within(4000, lines));
  }
}
