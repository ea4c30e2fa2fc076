package io.bytebase4j.gitops.report.console;

import io.bytebase4j.gitops.common.internal.Texts;
import java.util.ArrayList;
import java.util.List;

/** Rows with their columns below each other. A code point is taken to be one column wide. */
final class TextTable {
  private static final int WIDEST = 60;

  private final List<List<String>> rows = new ArrayList<>();
  private final int[] widths;
  private final int firstNumber;

  /**
   * Begins a table.
   *
   * @param firstNumber from which column on cells are aligned to the right
   * @param head the names of the columns
   */
  TextTable(int firstNumber, String... head) {
    this.firstNumber = firstNumber;
    this.widths = new int[head.length];
    add(head);
  }

  void add(String... cells) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      String cell = Texts.cutToCodePoints(Texts.visible(cells[i]), WIDEST);
      widths[i] = Math.max(widths[i], width(cell));
      row.add(cell);
    }
    rows.add(row);
  }

  List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String pad = " ".repeat(widths[i] - width(row.get(i)));
      line.append(i == 0 ? "" : "  ");
      line.append(i < firstNumber ? row.get(i) + pad : pad + row.get(i));
    }
    return line.toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
