package io.bytebase4j.gitops.report.console;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.doctor.CheckState;
import io.bytebase4j.gitops.doctor.DoctorCheck;
import io.bytebase4j.gitops.doctor.DoctorReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shows what the doctor saw, for a terminal or the log of a CI run: a line for each check, and one
 * with the result. Immutable and thread-safe.
 */
public final class DoctorLines {
  private final boolean coloured;

  private DoctorLines(boolean coloured) {
    this.coloured = coloured;
  }

  /**
   * Shows it without colours.
   *
   * @return lines
   */
  public static DoctorLines plain() {
    return new DoctorLines(false);
  }

  /**
   * Colours the states, as terminals show it. Whether to is for the caller to know: not when the
   * variable {@code NO_COLOR} is set to anything, and not into a file.
   *
   * @return a copy with colours
   */
  public DoctorLines withColours() {
    return new DoctorLines(true);
  }

  /**
   * Makes the lines.
   *
   * @param report what the doctor saw
   * @return its lines; text of others in them can't give commands to a terminal or a CI platform
   */
  public List<String> lines(DoctorReport report) {
    List<String> lines = new ArrayList<>();
    for (DoctorCheck check : report.checks()) {
      lines.add(line(check));
    }
    lines.add("");
    lines.add(result(report));
    return List.copyOf(lines);
  }

  private String line(DoctorCheck check) {
    // What is said of a target names it.
    boolean named = check.subject().isEmpty() || check.text().contains(check.subject() + " is ");
    String text =
        "%s%s: %s"
            .formatted(check.id(), named ? "" : " " + check.subject(), Texts.flowing(check.text()));
    return styled("%-7s".formatted(word(check.state())), check.state()) + " " + Texts.logLine(text);
  }

  private static String word(CheckState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private String result(DoctorReport report) {
    if (report.passed()) {
      return Style.GOOD.on("Nothing is in the way of a pipeline, as far as can be told.", coloured);
    }
    long failed =
        report.checks().stream().filter(check -> check.state() == CheckState.FAILED).count();
    String checks = failed == 1 ? "1 check" : failed + " checks";
    return Style.BAD.on("A pipeline would fail: " + checks + " failed.", coloured);
  }

  private String styled(String word, CheckState state) {
    return switch (state) {
      case OK -> Style.GOOD.on(word, coloured);
      case WARNING, UNKNOWN -> Style.DOUBTFUL.on(word, coloured);
      case FAILED -> Style.BAD.on(word, coloured);
      case SKIPPED -> word;
    };
  }
}
