package io.bytebase4j.gitops.journal;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store in memory, which can be told to fail. */
final class MemoryStore implements JournalStore {
  private final Map<String, String> texts = new HashMap<>();
  private @Nullable IOException fault;
  private boolean savedAllTheSame;
  private boolean loadingBroken;

  /** The next calls fail until {@link #mend}. */
  void breakWith(IOException fault, boolean savedAllTheSame) {
    this.fault = fault;
    this.savedAllTheSame = savedAllTheSame;
  }

  /** The next loads fail, too. */
  void breakLoading() {
    loadingBroken = true;
  }

  void mend() {
    fault = null;
    loadingBroken = false;
  }

  Map<String, String> texts() {
    return texts;
  }

  @Override
  public Optional<String> load(String key) throws IOException {
    if (loadingBroken) {
      throw new IOException("bucket away");
    }
    return Optional.ofNullable(texts.get(key));
  }

  @Override
  public void save(String key, String text) throws IOException {
    if (fault == null || savedAllTheSame) {
      texts.put(key, text);
    }
    if (fault != null) {
      throw fault;
    }
  }
}
