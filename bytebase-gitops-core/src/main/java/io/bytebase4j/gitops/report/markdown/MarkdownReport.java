package io.bytebase4j.gitops.report.markdown;

import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.RenderedText;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewRenderer;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A review as Markdown, for the comment on a pull request or the summary of a run. It says the
 * verdict and its reasons, whether anything was not looked at, what was found, with the worst
 * first, what was let pass and why, and how far the review of each target got. Immutable and
 * thread-safe. Begin with {@link #of}.
 *
 * <p>A review that is longer than the limit loses whole rows, the last ones first; the text says
 * how many, and {@link #rendered} counts them. Messages are cut at 500 code points, paths at 200,
 * names at 100. Text of others is escaped for the flavour: it makes no markup, link, mention,
 * command or HTML.
 */
public final class MarkdownReport implements ReviewRenderer {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int LONGEST_ADDRESS = 2_000;

  private final MarkdownFlavour flavour;
  private final Room room;
  private final boolean marked;

  private MarkdownReport(MarkdownFlavour flavour, Room room, boolean marked) {
    this.flavour = flavour;
    this.room = room;
    this.marked = marked;
  }

  /**
   * Writes for a platform, and keeps below what it takes for a comment: GitHub 65,000 UTF-16 units,
   * GitLab 1,000,000, Bitbucket 32,000, Azure DevOps 150,000.
   *
   * @param flavour whose Markdown it is
   * @return a renderer without a marker
   */
  public static MarkdownReport of(MarkdownFlavour flavour) {
    int most =
        switch (flavour) {
          case GITHUB -> 65_000;
          case GITLAB -> 1_000_000;
          case BITBUCKET -> 32_000;
          case AZURE_DEVOPS -> 150_000;
        };
    return new MarkdownReport(flavour, new Room(most, false), false);
  }

  /**
   * Sets how long the text may be, for a platform that counts characters.
   *
   * @param utf16Units the most UTF-16 units, as {@link String#length} counts; at least 16,000
   * @return a copy with the limit
   * @throws IllegalArgumentException if it is less
   */
  public MarkdownReport withLimit(int utf16Units) {
    return new MarkdownReport(flavour, new Room(utf16Units, false), marked);
  }

  /**
   * Sets how long the text may be, for a platform that counts bytes, such as the summary of a step
   * on GitHub: 1,048,576.
   *
   * @param bytes the most bytes in UTF-8; at least 16,000
   * @return a copy with the limit
   * @throws IllegalArgumentException if it is less
   */
  public MarkdownReport withByteLimit(int bytes) {
    return new MarkdownReport(flavour, new Room(bytes, true), marked);
  }

  /**
   * Puts the {@link #marker} first, so that a later run finds its comment and replaces it.
   *
   * @return a copy that writes the marker
   */
  public MarkdownReport withMarker() {
    return new MarkdownReport(flavour, room, true);
  }

  /**
   * The line that tells the comment of a review from others. Readers do not see it: it is a comment
   * of HTML, or on Bitbucket, which shows HTML as text, a link's address that no link uses. Text of
   * others can't make it. Whoever looks for it must look at the beginning of a comment alone, and
   * at the comment's author.
   *
   * @param review the review; its key is all that matters
   * @return one line, without its end
   */
  public String marker(ReportedReview review) {
    String name = "bytebase4j-review:" + review.key();
    return isHtml() ? "<!-- " + name + " -->" : "[//]: # (" + name + ")";
  }

  @Override
  public void render(ReportedReview review, Appendable out) throws IOException {
    out.append(rendered(review).text());
  }

  /**
   * Writes a review, and counts what the limit leaves out.
   *
   * @param review the review
   * @return the text, and how many findings are not in it
   */
  public RenderedText rendered(ReportedReview review) {
    Words words = new Words(review, new MarkdownText(isHtml()));
    VerdictSections verdict = new VerdictSections(review, words);
    FindingSections findings =
        new FindingSections(review, words, isHtml(), run(review, "the log of the CI run"));
    TargetSections targets = new TargetSections(review, words);
    String head = (marked ? marker(review) + "\n\n" : "") + verdict.heading() + verdict.summary();
    List<Section> sections =
        List.of(
            verdict.incomplete(flavour == MarkdownFlavour.GITHUB),
            verdict.reasons(),
            findings.standing(),
            findings.waived(),
            targets.targets(),
            targets.notes());
    return new Layout(room, head, sections, foot(review)).fill();
  }

  private boolean isHtml() {
    return flavour != MarkdownFlavour.BITBUCKET;
  }

  private static String foot(ReportedReview review) {
    String run = run(review, "");
    return "Reviewed by Bytebase at "
        + MINUTE.format(review.report().reviewedAt())
        + (run.isEmpty() ? "" : ", see " + run)
        + "\n";
  }

  private static String run(ReportedReview review, String otherwise) {
    return review
        .runPage()
        .map(MarkdownText::address)
        .filter(address -> address.length() <= LONGEST_ADDRESS)
        .map(address -> "[the CI run](" + address + ")")
        .orElse(otherwise);
  }
}
