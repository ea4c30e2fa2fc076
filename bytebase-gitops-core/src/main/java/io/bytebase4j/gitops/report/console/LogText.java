package io.bytebase4j.gitops.report.console;

import io.bytebase4j.gitops.common.internal.Texts;
import java.util.stream.Collectors;

/** Text of others, made safe for a log. */
public final class LogText {
  private LogText() {}

  /**
   * Makes a text safe for a terminal and the log of any CI platform: whatever it holds, it gives no
   * commands to GitHub ({@code ::} first in a line, {@code ##[}) or Azure ({@code ##vso[}), and
   * nothing that a terminal acts on. What can't be seen is written as Java escapes it. Breaks of
   * lines stay.
   *
   * @param text for example the message of an exception, which may hold words of a server, a
   *     database or a file's name
   * @return the text for printing
   */
  public static String safe(String text) {
    return text.lines().map(Texts::logLine).collect(Collectors.joining("\n"));
  }
}
