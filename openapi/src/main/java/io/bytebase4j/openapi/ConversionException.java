package io.bytebase4j.openapi;

/** The facts can't be turned into a document; the message names what stands in the way. */
public final class ConversionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConversionException(String message) {
    super(message);
  }

  ConversionException(String message, Throwable cause) {
    super(message, cause);
  }
}
