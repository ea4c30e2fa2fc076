package io.bytebase4j.gitops.journal;

import com.google.gson.FormattingStyle;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.bytebase4j.gitops.common.internal.Json;
import io.bytebase4j.gitops.journal.JournalUnreadableException.Reason;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A journal's JSON. It is kept as it was read, so that fields which this version does not know are
 * still there when it is written again. Used by one thread at a time.
 */
final class JournalDocument {
  static final int FORMAT = 1;

  private final JsonObject root;
  private final JsonArray entries;

  private JournalDocument(JsonObject root, JsonArray entries) {
    this.root = root;
    this.entries = entries;
  }

  static JournalDocument empty() {
    JsonObject root = new JsonObject();
    root.addProperty("format", FORMAT);
    root.addProperty("revision", 0L);
    root.addProperty("writer", "");
    JsonArray entries = new JsonArray();
    root.add("entries", entries);
    return new JournalDocument(root, entries);
  }

  /**
   * Reads a journal.
   *
   * @param journal its name in messages
   */
  static JournalDocument parse(String journal, String text) {
    JsonElement json;
    try {
      json = Json.parse(text);
    } catch (IOException e) {
      throw torn(journal, e);
    }
    if (json.isJsonNull()) {
      throw torn(journal, null);
    }
    if (!(json instanceof JsonObject root) || number(root, "format") < 1) {
      throw foreign(journal, "has no \"format\"", null);
    }
    if (number(root, "format") > FORMAT) {
      throw new JournalUnreadableException(
          journal,
          Reason.NEWER,
          "is of format %d, and this version of Bytebase4J knows up to %d: go on with the version that wrote it, or move it away and run again"
              .formatted(number(root, "format"), FORMAT),
          null);
    }
    if (!(root.get("entries") instanceof JsonArray entries) || number(root, "revision") < 1) {
      throw foreign(journal, "has no \"entries\" or no \"revision\"", null);
    }
    JournalDocument document = new JournalDocument(root, entries);
    try {
      document.entries();
    } catch (DateTimeException | IllegalArgumentException e) {
      throw foreign(journal, "has an entry that is none (" + e.getMessage() + ")", e);
    }
    return document;
  }

  static JournalUnreadableException torn(String journal, @Nullable Throwable cause) {
    return new JournalUnreadableException(
        journal,
        Reason.TORN,
        "is empty or torn: move it away and run again; what it had begun is found at the server",
        cause);
  }

  private static JournalUnreadableException foreign(
      String journal, String why, @Nullable Throwable cause) {
    return new JournalUnreadableException(
        journal,
        Reason.FOREIGN,
        why + ", so it is no journal: name another file, or move it away and run again",
        cause);
  }

  private static long number(JsonObject object, String name) {
    String text = Json.text(object, name);
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }

  long revision() {
    return number(root, "revision");
  }

  String writer() {
    return Json.text(root, "writer");
  }

  /** Counts one writing up, which somebody does. */
  void written(String writer) {
    root.addProperty("revision", revision() + 1);
    root.addProperty("writer", writer);
  }

  /** The document as it is to be written. */
  String text() {
    return new GsonBuilder()
            .disableHtmlEscaping()
            .setFormattingStyle(FormattingStyle.PRETTY)
            .create()
            .toJson(root)
        + "\n";
  }

  Optional<JournalSubject> subject() {
    String project = Json.text(root, "subject", "project");
    if (project.isBlank()) {
      return Optional.empty();
    }
    List<String> targets = new ArrayList<>();
    Json.array(root, "subject", "targets").forEach(target -> targets.add(Json.text(target)));
    return Optional.of(
        new JournalSubject(project, Json.text(root, "subject", "releaseKey"), targets));
  }

  /** Sets the subject, or takes it away. */
  void subject(@Nullable JournalSubject subject) {
    if (subject == null) {
      root.remove("subject");
      return;
    }
    JsonObject json =
        root.get("subject") instanceof JsonObject there ? there.deepCopy() : new JsonObject();
    json.addProperty("project", subject.project());
    json.addProperty("releaseKey", subject.releaseKey());
    JsonArray targets = new JsonArray();
    subject.targets().forEach(targets::add);
    json.add("targets", targets);
    root.add("subject", json);
  }

  /** All entries, in their order. */
  List<JournalEntry> entries() {
    List<JournalEntry> read = new ArrayList<>();
    entries.forEach(entry -> read.add(EntryJson.read(entry)));
    return read;
  }

  /** Adds the beginning of a step and gives its number. */
  int begin(StepKind kind, Instant time, Map<String, String> facts) {
    int number = entries.isEmpty() ? 1 : EntryJson.number(entries.get(entries.size() - 1)) + 1;
    entries.add(EntryJson.begun(number, kind, time, facts));
    return number;
  }

  /** Takes the last beginning out again. */
  void takeBack() {
    entries.remove(entries.size() - 1);
  }

  void end(int number, StepState state, Instant time, Map<String, String> facts, String message) {
    for (JsonElement entry : entries) {
      if (EntryJson.number(entry) == number) {
        EntryJson.end(entry.getAsJsonObject(), state, time, facts, message);
      }
    }
  }

  JsonArray array() {
    return entries;
  }

  /** Counts entries that were taken out. */
  void dropped(int count) {
    root.addProperty("dropped", Math.max(0, number(root, "dropped")) + count);
  }
}
