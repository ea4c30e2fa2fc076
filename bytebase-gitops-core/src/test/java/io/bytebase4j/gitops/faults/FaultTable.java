package io.bytebase4j.gitops.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table for people: what was done and what came of it. */
final class FaultTable {
  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  FaultTable(String... heads) {
    this.heads = List.of(heads);
  }

  void add(List<String> row) {
    rows.add(row);
  }

  /** All that stands in a column. */
  List<String> column(String head) {
    int at = heads.indexOf(head);
    return rows.stream().map(row -> row.get(at)).toList();
  }

  /** Writes it to {@code target/faults}. */
  void write(String name) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "faults"));
    Files.writeString(folder.resolve(name + ".md"), toString());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, heads);
    line(text, heads.stream().map(head -> "---").toList());
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ");
    text.append(
        String.join(
            " | ",
            cells.stream().map(cell -> cell.replaceAll("\\s+", " ").replace("|", "\\|")).toList()));
    text.append(" |\n");
  }
}
