package io.bytebase4j.gitops.report.markdown;

import io.bytebase4j.gitops.report.RenderedText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Puts sections one below the other and gives each the room it may have. Rows are left out whole,
 * the last ones first, and that is said where they are missing.
 */
final class Layout {
  private final Room room;
  private final String head;
  private final List<Section> sections;
  private final String foot;
  private int left;

  Layout(Room room, String head, List<Section> sections, String foot) {
    this.room = room;
    this.head = head;
    this.sections = sections.stream().filter(section -> section.rows() > 0).toList();
    this.foot = foot;
    this.left = room.most() - room.size(head) - room.size(foot);
    for (Section section : this.sections) {
      left -= room.size(section.before()) + room.size(section.after());
      left -= room.size(section.leftOut().apply(section.rows()));
    }
  }

  /** Fills the room. */
  RenderedText fill() {
    List<List<String>> rows = new ArrayList<>(Collections.nCopies(sections.size(), List.of()));
    fill(rows, false);
    fill(rows, true);
    StringBuilder text = new StringBuilder(head);
    int leftOut = 0;
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      int missing = section.rows() - rows.get(i).size();
      text.append(section.before());
      rows.get(i).forEach(text::append);
      text.append(missing == 0 ? "" : section.leftOut().apply(missing)).append(section.after());
      leftOut += section.ofFindings() ? missing : 0;
    }
    return new RenderedText(text.append(foot).toString(), leftOut);
  }

  // What may take all that is left comes after the others have had their shares.
  private void fill(List<List<String>> rows, boolean last) {
    for (int i = 0; i < sections.size(); i++) {
      if ((sections.get(i).share() == 100) == last) {
        rows.set(i, rows(sections.get(i)));
      }
    }
  }

  private List<String> rows(Section section) {
    int most = (int) ((long) left * section.share() / 100);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < section.rows(); i++) {
      String row = section.row().apply(i);
      int size = room.size(row);
      if (size > most) {
        break;
      }
      most -= size;
      left -= size;
      rows.add(row);
    }
    return rows;
  }
}
