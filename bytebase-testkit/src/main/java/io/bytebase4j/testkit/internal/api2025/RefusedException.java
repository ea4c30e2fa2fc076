package io.bytebase4j.testkit.internal.api2025;

/** Something is refused; what code and words the caller gets is still to be decided. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String words;

  RefusedException(String words) {
    super(words);
    this.words = words;
  }

  String words() {
    return words;
  }
}
