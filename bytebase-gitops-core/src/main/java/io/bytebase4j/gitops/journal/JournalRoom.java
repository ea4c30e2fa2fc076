package io.bytebase4j.gitops.journal;

import com.google.gson.JsonElement;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Keeps a journal from growing for ever: the oldest entries are taken out, but never those that a
 * run may go on from. These are, of each kind and stage, the last one and the last one that is
 * done; and those whose end is to be written yet.
 */
final class JournalRoom {
  static final int MOST_ENTRIES = 500;
  static final int MOST_CHARACTERS = 2_000_000;

  private JournalRoom() {}

  /**
   * Takes out what is too much, and a tenth more, so that it needs not be done with each step.
   *
   * @param characters how long it was when it was written last
   * @param open the numbers of entries whose end is to be written yet
   */
  static void makeRoom(JournalDocument document, int characters, Set<Integer> open) {
    int entries = document.array().size();
    if (entries <= MOST_ENTRIES && characters <= MOST_CHARACTERS) {
      return;
    }
    Set<Integer> kept = lastOnes(document.entries());
    kept.addAll(open);
    int entriesLeft = entries - MOST_ENTRIES / 10 * 9;
    int charactersLeft = characters - MOST_CHARACTERS / 10 * 9;
    int dropped = 0;
    Iterator<JsonElement> oldestFirst = document.array().iterator();
    while (oldestFirst.hasNext() && (entriesLeft > 0 || charactersLeft > 0)) {
      JsonElement entry = oldestFirst.next();
      if (!kept.contains(EntryJson.number(entry))) {
        oldestFirst.remove();
        entriesLeft--;
        charactersLeft -= entry.toString().length();
        dropped++;
      }
    }
    document.dropped(dropped);
  }

  private static Set<Integer> lastOnes(List<JournalEntry> entries) {
    Set<String> seen = new HashSet<>();
    Set<Integer> last = new HashSet<>();
    for (int at = entries.size() - 1; at >= 0; at--) {
      JournalEntry entry = entries.get(at);
      String subject = entry.kind() + " " + entry.fact(JournalFacts.STAGE).orElse("");
      boolean first = seen.add(subject);
      boolean firstDone = entry.state() == StepState.DONE && seen.add(subject + " DONE");
      if (first || firstDone) {
        last.add(entry.number());
      }
    }
    return last;
  }
}
