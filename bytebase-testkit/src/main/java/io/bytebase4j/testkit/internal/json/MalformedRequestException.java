package io.bytebase4j.testkit.internal.json;

/** A request body that the real server refuses; the message is in its words. */
public final class MalformedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String words;

  /** Makes one with the server's words. */
  public MalformedRequestException(String words) {
    super(words);
    this.words = words;
  }

  /** The server's words. */
  public String words() {
    return words;
  }
}
