package io.bytebase4j.gitops.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A journal in a caller's store. */
final class StoredJournal implements JournalPlace {
  private final JournalStore store;
  private final String key;

  StoredJournal(JournalStore store, String key) {
    this.store = store;
    this.key = key;
  }

  @Override
  public String shown() {
    return "journal \"" + key + "\"";
  }

  @Override
  public @Nullable String load() throws IOException {
    return store.load(key).orElse(null);
  }

  @Override
  public void replace(Check check, String text) throws IOException {
    check.allows(load());
    store.save(key, text);
  }
}
