package io.bytebase4j.testkit.internal.server;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A text that takes time to make, and is made when it is first asked for. Thread-safe. */
final class Lazy implements Supplier<String> {

  private final Supplier<String> maker;
  private @Nullable String made;

  Lazy(Supplier<String> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized String get() {
    String text = made;
    if (text == null) {
      text = maker.get();
      made = text;
    }
    return text;
  }
}
