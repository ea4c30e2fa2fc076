package io.bytebase4j.gitops.common.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.report.HostileTexts;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Pattern UNSAFE =
      Pattern.compile(
          "[\\p{Cc}\\x{2028}\\x{2029}\\x{61C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\p{Cs}]");

  @Provide
  Arbitrary<String> texts() {
    return HostileTexts.any();
  }

  @Property
  void aCutTextFitsAndIsTheLongestBeginningThatDoes(
      @ForAll("texts") String text, @ForAll @IntRange(min = -1, max = 60) int most) {
    String points = Texts.cutToCodePoints(text, most);
    String units = Texts.cutToUnits(text, most);

    if (text.codePointCount(0, text.length()) <= most) {
      assertThat(points).isEqualTo(text);
    } else {
      assertThat(points.codePointCount(0, points.length())).isEqualTo(Math.max(0, most));
      assertIsBeginning(points, text);
    }
    if (text.length() <= most) {
      assertThat(units).isEqualTo(text);
    } else {
      // one unit may be left where the next code point takes two
      assertThat(units.length()).isBetween(Math.max(0, most) - 1, Math.max(0, most));
      assertIsBeginning(units, text);
    }
  }

  @Property
  void aTextCutToBytesFits(
      @ForAll("texts") String text, @ForAll @IntRange(min = -1, max = 100) int most) {
    String clean = Texts.visible(text);
    String cut = Texts.cutToBytes(clean, most);

    assertThat(Texts.bytes(clean)).isEqualTo(clean.getBytes(StandardCharsets.UTF_8).length);
    if (Texts.bytes(clean) <= most) {
      assertThat(cut).isEqualTo(clean);
    } else {
      assertThat(cut.getBytes(StandardCharsets.UTF_8).length)
          .isBetween(Math.max(0, most < 3 ? 0 : most - 3), Math.max(0, most));
      assertIsBeginning(cut, clean);
    }
  }

  private static void assertIsBeginning(String cut, String text) {
    if (cut.isEmpty()) {
      return;
    }
    String kept = cut.substring(0, cut.length() - 1);
    assertThat(cut).endsWith("…");
    assertThat(text).startsWith(kept);
    // a pair is not taken apart
    if (!kept.isEmpty() && Character.isHighSurrogate(kept.charAt(kept.length() - 1))) {
      assertThat(Character.isLowSurrogate(text.charAt(kept.length()))).isFalse();
    }
  }

  @Test
  void aPairOfSurrogatesIsKeptTogether() {
    assertThat(Texts.cutToUnits("a😀b", 3)).isEqualTo("a…");
    assertThat(Texts.cutToUnits("a😀bc", 4)).isEqualTo("a😀…");
    assertThat(Texts.cutToCodePoints("a😀bc", 3)).isEqualTo("a😀…");
    assertThat(Texts.cutToBytes("a😀bcdef", 8)).isEqualTo("a😀…");
    assertThat(Texts.cutToBytes("abcd", 2)).isEmpty();
  }

  @Property
  void aVisibleTextIsOneLineWithoutTricks(@ForAll("texts") String text) {
    assertThat(Texts.visible(text)).doesNotContainPattern(UNSAFE);
    assertThat(Texts.visible(Texts.visible(text))).isEqualTo(Texts.visible(text));
  }

  @Test
  void whatCanNotBeSeenIsWrittenAsJavaWritesIt() {
    assertThat(Texts.visible("a\r\n\tb\u001b[0m\u202e\u2028\u0085\0 \ud83d"))
        .isEqualTo("a\\r\\n\\tb\\u001B[0m\\u202E\\u2028\\u0085\\u0000 \ufffd");
    assertThat(Texts.visible("Größe 表 😀 عربى")).isEqualTo("Größe 表 😀 عربى");
  }

  @Property
  void aFlowingTextIsOneLineWithSingleSpaces(@ForAll("texts") String text) {
    assertThat(Texts.flowing(text))
        .doesNotContainPattern(UNSAFE)
        .doesNotContain("  ")
        .doesNotStartWith(" ")
        .doesNotEndWith(" ");
  }

  @Test
  void linesOfAMessageFlowIntoOne() {
    assertThat(Texts.flowing(" at line 3:1 \r\n\trelated text: CREATE \u2028TABEL\n"))
        .isEqualTo("at line 3:1 related text: CREATE TABEL");
  }

  @Property
  void aLineOfALogHoldsNoCommand(@ForAll("texts") String text) {
    String line = Texts.logLine(text);

    assertThat(line).doesNotContainPattern(UNSAFE).doesNotContainPattern("##[A-Za-z]*\\[");
    assertThat(line.replaceFirst("^[\\s\\p{Z}\\p{Cf}]+", "")).doesNotStartWith("::");
  }

  @Test
  void aSpaceBreaksCommandsOfLogs() {
    assertThat(Texts.logLine("::error::x")).isEqualTo(": :error::x");
    assertThat(Texts.logLine("\u00a0 ::error::x")).isEqualTo("\u00a0 : :error::x");
    assertThat(Texts.logLine("a ##[error]b ###[c] ##vso[task.x]"))
        .isEqualTo("a # #[error]b ## #[c] # #vso[task.x]");
    assertThat(Texts.logLine("std::string # ## [a] C#[0]")).isEqualTo("std::string # ## [a] C#[0]");
  }

  @Property
  void anXmlReaderTakesWhatIsLeft(@ForAll("texts") String text) throws XMLStreamException {
    String fit = Texts.xml(text);
    String escaped =
        fit.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;");
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    XMLStreamReader reader =
        factory.createXMLStreamReader(new StringReader("<a>" + escaped + "</a>"));
    reader.next();

    assertThat(reader.getElementText()).isEqualTo(fit);
  }

  @Test
  void whatXmlCanNotHoldIsReplaced() {
    assertThat(Texts.xml("a\tb\r\n\u001b\0\u000b\ufffe\uffff\ud83d😀\u0085]]>"))
        .isEqualTo("a\tb\r\n" + "\ufffd".repeat(6) + "😀\u0085]]>");
  }
}
