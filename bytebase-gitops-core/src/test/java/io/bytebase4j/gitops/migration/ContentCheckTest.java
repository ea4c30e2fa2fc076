package io.bytebase4j.gitops.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bytebase4j.gitops.migration.MigrationFinding.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContentCheckTest {

  private static ContentCheck check(byte[] bytes) {
    return new ContentCheck("a.sql", MigrationContent.of(bytes));
  }

  private static ContentCheck check(String text) {
    return check(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertFinding(ContentCheck check, Code code, int line, boolean usable) {
    assertThat(check.findings())
        .extracting(MigrationFinding::code, MigrationFinding::path, MigrationFinding::line)
        .containsExactly(tuple(code, "a.sql", line));
    assertThat(check.usable()).isEqualTo(usable);
  }

  @Test
  void eachProblemHasItsLine() {
    assertFinding(check(""), Code.EMPTY, 0, false);
    assertFinding(check(" \r\n\t\u2003\n"), Code.EMPTY, 0, false);
    assertFinding(check("\uFEFFSELECT 1;"), Code.BYTE_ORDER_MARK, 1, true);
    assertFinding(check("-- a\rSELECT 1;"), Code.BARE_CARRIAGE_RETURNS, 0, true);
    assertThat(check("-- a\r\nSELECT\r1;").findings()).isEmpty();
    assertThat(check("-- a\r\r\n-- b\r \nSELECT '--\r1';\n").findings()).isEmpty();
    assertFinding(
        check("SELECT 1;\n  -- a\rSELECT 2;\n-- b\rc\n"), Code.BARE_CARRIAGE_RETURNS, 2, true);
    assertFinding(
        check("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"),
        Code.LFS_POINTER,
        0,
        false);
    assertFinding(check("a\nb\nc\0d"), Code.NUL_BYTES, 3, false);
    assertFinding(check(new byte[] {'a', '\n', (byte) 0xE4, 'b'}), Code.NOT_UTF8, 2, false);
    assertFinding(check(new byte[] {'a', '\n', '\n', (byte) 0xC3}), Code.NOT_UTF8, 3, false);
    assertFinding(
        check("-- migration-type: gost\nSELECT 1;"), Code.UNKNOWN_MIGRATION_TYPE, 1, true);
    assertFinding(check("\n-- migration-type: ghost\nSELECT 1;"), Code.GHOST_COMMENT, 2, true);
  }

  @Test
  void anEmptyFileWithAMarkIsEmptyToo() {
    assertThat(check("\uFEFF \n").findings())
        .extracting(MigrationFinding::code)
        .containsExactly(Code.BYTE_ORDER_MARK, Code.EMPTY);
  }

  @Test
  void malformedBytesBehindTheFirstPieceAreFoundAtTheirLine() {
    byte[] bytes = "-- x\n".repeat(5000).getBytes(StandardCharsets.US_ASCII);
    bytes[24_999] = (byte) 0xFF;

    assertFinding(check(bytes), Code.NOT_UTF8, 5000, false);
  }

  @Test
  void moreThanTheServerReviewsIsLarge() {
    String most = "x".repeat(ContentCheck.REVIEWED_BYTES);

    assertThat(check(most).findings()).isEmpty();
    assertFinding(check(most + "x"), Code.LARGE, 0, true);
  }

  @Property
  void textThatAnyoneCanWriteIsUsable(@ForAll String text) {
    boolean blank = text.chars().allMatch(Character::isWhitespace);
    boolean nul = text.indexOf('\0') >= 0;

    assertThat(check(text).usable()).isEqualTo(!blank && !nul);
  }

  @Property
  void bytesAreUsableOnlyIfTheyAreText(@ForAll byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean exact = java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);

    assertThat(check(bytes).findings().stream().anyMatch(f -> f.code() == Code.NOT_UTF8))
        .isEqualTo(!exact);
  }

  @Property
  void aFileIsReadAsItIsUpToItsLimitWhateverItsSizeWas(
      @ForAll byte[] bytes, @ForAll @IntRange(max = 300) int size) throws IOException {
    assertThat(MigrationContent.read(new ByteArrayInputStream(bytes), size, bytes.length))
        .contains(MigrationContent.of(bytes));
    if (bytes.length > 0) {
      assertThat(MigrationContent.read(new ByteArrayInputStream(bytes), size, bytes.length - 1))
          .isEmpty();
    }
  }
}
