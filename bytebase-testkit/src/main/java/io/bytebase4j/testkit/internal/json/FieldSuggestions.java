package io.bytebase4j.testkit.internal.json;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the server puts before its complaint about an unknown field: names that are like it, or all
 * it knows.
 */
final class FieldSuggestions {

  private static final int MOST = 3;

  private record Candidate(String name, int distance) {}

  private FieldSuggestions() {}

  static String prefix(String unknown, MessageType type) {
    List<String> names = type.fields().stream().map(MessageType.Field::json).toList();
    String similar =
        names.stream()
            .map(name -> new Candidate(name, distance(lower(unknown), lower(name))))
            .filter(c -> c.distance <= Math.max(unknown.length(), c.name.length()) / 2 + 1)
            .sorted(Comparator.comparingInt(Candidate::distance))
            .limit(MOST)
            .map(c -> '"' + c.name + '"')
            .collect(Collectors.joining(", "));
    return similar.isEmpty()
        ? "valid fields: " + String.join(", ", names) + ": "
        : "did you mean: " + similar + "?: ";
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** How many letters must be put in, taken out or changed to make one word of the other. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
