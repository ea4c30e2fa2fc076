package io.bytebase4j.gitops.report.internal;

import io.bytebase4j.gitops.common.internal.Texts;
import java.util.ArrayList;
import java.util.List;

/** Lines that together are one message of a log command. */
public final class MessageLines {
  private static final int ROOM_FOR_REST = 40;

  private MessageLines() {}

  /**
   * Makes lines safe for a log, and cuts them where they are longer together than a message may be.
   *
   * @param most the most UTF-16 units, with one for each break between lines; at least 100
   * @param lines the lines, with text of others in them
   * @return the lines, or the first of them and one that says how many more there are
   */
  public static List<String> within(int most, List<String> lines) {
    List<String> fit = new ArrayList<>();
    int left = most - ROOM_FOR_REST;
    for (String line : lines) {
      if (left <= 1) {
        fit.add("… and " + Wording.count(lines.size() - fit.size(), "more line"));
        return fit;
      }
      String shown = Texts.cutToUnits(Texts.logLine(line), left);
      fit.add(shown);
      left -= shown.length() + 1;
    }
    return fit;
  }
}
