package io.bytebase4j.samples.citool.options;

/** Options or variables do not fit; says which, and what was expected. */
public final class UsageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and how to mend it. */
  public UsageException(String message) {
    super(message);
  }
}
