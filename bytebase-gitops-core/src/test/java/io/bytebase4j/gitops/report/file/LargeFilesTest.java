package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewRenderer;
import io.bytebase4j.gitops.report.SampleReviews;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** 20,000 findings of 600 characters: the text goes out in small pieces and is never held. */
class LargeFilesTest {
  private static final int LARGEST_PIECE = 1000;
  private static final ReportedReview REVIEW = SampleReviews.large(20_000);

  static Stream<Arguments> files() {
    return Stream.of(
        arguments(new JsonReport(), 22_000_000),
        arguments(new ActionOutput(), 16_000_000),
        arguments(new CodeQualityReport(), 18_000_000),
        // these have limits of their own
        arguments(new SarifReport(), 18_000_000),
        arguments(new JUnitReport(), 11_000_000));
  }

  @ParameterizedTest
  @MethodSource("files")
  void goOutPieceByPiece(ReviewRenderer renderer, int atLeast) throws IOException {
    Counter out = new Counter(Long.MAX_VALUE);

    renderer.render(REVIEW, out);

    assertThat(out.characters).isGreaterThan(atLeast);
    assertThat(out.largest).isLessThan(LARGEST_PIECE);
  }

  @ParameterizedTest
  @MethodSource("files")
  void endAtOnceWhereNoMoreCanBeWritten(ReviewRenderer renderer, int ignored) {
    Counter out = new Counter(1_000_000);

    assertThatThrownBy(() -> renderer.render(REVIEW, out))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("the disk is full");
    assertThat(out.characters).isBetween(1_000_000L, 1_000_000L + LARGEST_PIECE);
  }

  private static final class Counter implements Appendable {
    private final long room;
    private long characters;
    private int largest;

    Counter(long room) {
      this.room = room;
    }

    @Override
    public Appendable append(CharSequence text) throws IOException {
      return append(text, 0, text.length());
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) throws IOException {
      if (characters >= room) {
        throw new IOException("the disk is full");
      }
      characters += end - start;
      largest = Math.max(largest, end - start);
      return this;
    }

    @Override
    public Appendable append(char character) throws IOException {
      return append(String.valueOf(character));
    }
  }
}
