package io.bytebase4j.samples.citool.command;

import io.bytebase4j.gitops.journal.JournalStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps a journal for the time of a run, to know how far it came. */
final class MemoryStore implements JournalStore {
  private final Map<String, String> texts = new HashMap<>();

  @Override
  public Optional<String> load(String key) {
    return Optional.ofNullable(texts.get(key));
  }

  @Override
  public void save(String key, String text) {
    texts.put(key, text);
  }
}
