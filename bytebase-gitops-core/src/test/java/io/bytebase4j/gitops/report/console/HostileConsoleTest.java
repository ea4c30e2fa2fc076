package io.bytebase4j.gitops.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.HostileTexts;
import io.bytebase4j.gitops.report.SampleReviews;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text of others makes a command of any CI, or moves the cursor of a terminal. */
class HostileConsoleTest {
  // Java takes these for ends of lines, and .NET, which runners are written in, some of them.
  private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\r\u000b\f\u0085\u2028\u2029]");
  private static final Pattern ACTED_ON =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\x{61C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");
  private static final Pattern OWN_COLOUR = Pattern.compile("\u001b\\[(1;3[123]|0)m");

  static Stream<String> texts() {
    return Stream.concat(HostileTexts.all(), Stream.of(":", "::", ":: ", "#", "##", "##["));
  }

  @Provide
  Arbitrary<String> random() {
    return HostileTexts.any();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isNoCommand(String hostile) {
    assertIsNoCommand(hostile);
  }

  @Property
  void isNoCommandWhateverItIs(@ForAll("random") String hostile) {
    assertIsNoCommand(hostile);
  }

  private static void assertIsNoCommand(String hostile) {
    ConsoleReport report = ConsoleReport.plain();
    String plain = report.render(SampleReviews.hostile(hostile));
    String coloured = report.withColours().render(SampleReviews.hostile(hostile));

    List<String> lines = List.of(LINE_END.split(plain, -1));
    assertThat(lines).hasSameSizeAs(plain.split("\n", -1));
    assertThat(lines).noneMatch(line -> ACTED_ON.matcher(line).find());
    assertThat(lines.stream().flatMap(line -> Runners.command(line).stream())).isEmpty();
    assertThat(coloured.lines().flatMap(line -> Runners.command(line).stream())).isEmpty();
    assertThat(OWN_COLOUR.matcher(coloured).replaceAll("")).isEqualTo(plain);
    assertThat(lines).anyMatch(line -> line.contains(shown(hostile)));
  }

  // As it is shown behind other text, where colons do no harm.
  private static String shown(String hostile) {
    String behind = Texts.logLine("x" + Texts.flowing(hostile)).substring(1);
    return behind.substring(0, Math.min(900, behind.length()));
  }

  @Test
  void theRunnersOfThisTestKnowCommands() {
    assertThat(Runners.command("::error file=a::b")).isPresent();
    assertThat(Runners.command(" \u00a0::set-output name=a::b")).isPresent();
    assertThat(Runners.command("a ##[error]b")).isPresent();
    assertThat(Runners.command("a ##vso[task.complete result=Failed;]b")).isPresent();
    assertThat(Runners.command("##teamcity[message text='a']")).isPresent();
    assertThat(Runners.command("\u001b[0Ksection_start:17:a\r\u001b[0Kb")).isPresent();
    assertThat(Runners.command("a::error::b # #[x] std::string")).isEmpty();
  }

  /** What the runners of CIs look for in a line of output. */
  private static final class Runners {
    private static final Pattern AZURE = Pattern.compile("##vso\\[[^\\]]*\\]?");
    private static final Pattern GITHUB_OLD = Pattern.compile("##\\[[^\\]]*\\]?");
    private static final Pattern TEAMCITY = Pattern.compile("##teamcity\\[");
    private static final Pattern GITLAB = Pattern.compile("section_(start|end):\\d+:[\\w.-]+\r");

    static Optional<String> command(String line) {
      int start = 0;
      while (start < line.length() && isTrimmed(line.charAt(start))) {
        start++;
      }
      if (line.startsWith("::", start)) {
        return Optional.of(line);
      }
      return Stream.of(AZURE, GITHUB_OLD, TEAMCITY, GITLAB)
          .filter(pattern -> pattern.matcher(line).find())
          .map(pattern -> line)
          .findFirst();
    }

    // String.Trim of .NET: the categories Zs, Zl, Zp and some controls.
    private static boolean isTrimmed(char c) {
      return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
    }
  }
}
