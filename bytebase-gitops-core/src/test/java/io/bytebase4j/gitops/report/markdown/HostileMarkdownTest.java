package io.bytebase4j.gitops.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.HostileTexts;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text of others makes anything but text, on any platform. */
class HostileMarkdownTest {
  private static final String RUN = "https://ci.example/runs/1";

  private static final Set<String> OWN_HTML =
      Set.of(
          "<br>",
          "<code>",
          "</code>",
          "<details>\n<summary>1 finding let pass</summary>",
          "</details>",
          "<!-- bytebase4j-review:hr -->");

  private static final Set<String> OWN_MARKUP =
      Set.of(
          "BlockQuote",
          "BulletList",
          "Code",
          "Heading",
          "HtmlBlock",
          "HtmlInline",
          "Link",
          "LinkReferenceDefinition",
          "ListItem",
          "Paragraph",
          "SoftLineBreak",
          "StrongEmphasis",
          "TableBlock",
          "TableBody",
          "TableCell",
          "TableHead",
          "TableRow",
          "Text");

  // What platforms look for in a text once Markdown is done: mentions, references, addresses.
  private static final Pattern SCANNED_FOR =
      Pattern.compile(
          "@|[#!%&$^~*][\\p{L}\\p{N}\"]|(?i)\\bGH-\\d|://|www\\.|\\w\\.(com|net|co|uk|name)\\b|:[A-Za-z0-9_+-]+:",
          Pattern.UNICODE_CHARACTER_CLASS);

  // How each line that we write begins; a command of GitLab would begin with a slash.
  private static final Pattern OWN_LINE =
      Pattern.compile(
          "|<!-- .*|\\[//].*|#{2,3} .*|\\*\\*.*|>.*|- .*|❌ .*|\\| .*|\\|---.*|</?details>|<summary>.*|Reviewed .*");

  static Stream<String> texts() {
    return Stream.concat(
        HostileTexts.all(),
        Stream.of(
            "<!-- bytebase4j-review:hr -->",
            "[//]: # (bytebase4j-review:hr)",
            "\n[//]: # (bytebase4j-review:hr)\n",
            "- item",
            "+ item",
            "12) item",
            "> quote",
            "# heading",
            "===",
            "---",
            "[!WARNING]",
            "| a | b |"));
  }

  @Provide
  Arbitrary<String> random() {
    return HostileTexts.any();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void staysText(String hostile) {
    assertStaysText(hostile);
  }

  @Property(tries = 300)
  void staysTextWhateverItIs(@ForAll("random") String hostile) {
    assertStaysText(hostile);
  }

  private static void assertStaysText(String hostile) {
    ReportedReview review = SampleReviews.hostile(hostile).withRunUrl(URI.create(RUN));
    for (MarkdownFlavour flavour : MarkdownFlavour.values()) {
      MarkdownReport report = MarkdownReport.of(flavour).withLimit(150_000).withMarker();
      String markdown = report.render(review);
      assertHasOwnMarkupOnly(review, new MarkdownView(markdown), flavour);
      assertCanBeRead(hostile, new MarkdownView(markdown));
      assertHasOwnLinesOnly(markdown, report.marker(review), flavour);
    }
  }

  @Property(tries = 300)
  void keepsBelowALimitWhateverItIs(@ForAll("random") String hostile) {
    ReportedReview review = SampleReviews.hostile(hostile);
    for (MarkdownFlavour flavour : MarkdownFlavour.values()) {
      MarkdownReport report = MarkdownReport.of(flavour);
      String bytes = report.withByteLimit(16_000).render(review);

      assertThat(report.withLimit(16_000).render(review).length()).isLessThanOrEqualTo(16_000);
      assertThat(bytes.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(16_000);
    }
  }

  private static void assertHasOwnMarkupOnly(
      ReportedReview review, MarkdownView view, MarkdownFlavour flavour) {
    boolean bitbucket = flavour == MarkdownFlavour.BITBUCKET;
    int notes = review.verdict().notes().size();

    assertThat(view.kinds()).isSubsetOf(OWN_MARKUP);
    assertThat(view.html()).isSubsetOf(bitbucket ? Set.of() : OWN_HTML);
    assertThat(view.all(Link.class)).extracting(Link::getDestination).containsExactly(RUN);
    assertThat(view.all(Heading.class)).hasSize(bitbucket ? 5 : 4);
    assertThat(view.all(ListItem.class)).hasSize(1 + 2 + notes);
    // three heads, an error and a note, a warning that is let pass, a target
    assertThat(view.all(TableRow.class)).hasSize(3 + 2 + 1 + 1);
    assertThat(
            view.scanned().stream()
                .filter(text -> !text.equals("[!WARNING]"))
                .flatMap(HostileMarkdownTest::scannedFor))
        .isEmpty();
  }

  private static Stream<String> scannedFor(String text) {
    return SCANNED_FOR.matcher(text).results().map(found -> found.group() + " in " + text);
  }

  // What can't be seen in a text is written in another way, but the rest is there, in its place.
  private static void assertCanBeRead(String hostile, MarkdownView view) {
    String content = Texts.cutToCodePoints(Texts.flowing(hostile), 500);
    List<String> cells = view.all(TableCell.class).stream().map(MarkdownView::read).toList();

    assertThat(cells.stream().filter(cell -> plain(cell).contains(plain(content))))
        .as("cells with the text")
        .hasSizeGreaterThanOrEqualTo(3);
  }

  private static String plain(String text) {
    return text.replace("\u200b", "").replaceAll("\\s+", " ").strip();
  }

  private static void assertHasOwnLinesOnly(
      String markdown, String marker, MarkdownFlavour flavour) {
    assertThat(markdown).startsWith(marker + "\n\n## ");
    assertThat(markdown.indexOf(marker, 1)).isNegative();
    assertThat(markdown.lines()).allMatch(line -> OWN_LINE.matcher(line).matches());
    assertThat(markdown.lines().filter(line -> line.startsWith("| ")))
        .allMatch(line -> Set.of(4L, 5L, 9L).contains(line.chars().filter(c -> c == '|').count()));
    // these are looked for in the raw text
    assertThat(markdown).doesNotContain("@<", "@{", "-->".repeat(2));
    assertThat(markdown.split("<!--", -1)).hasSize(flavour == MarkdownFlavour.BITBUCKET ? 1 : 2);
  }
}
