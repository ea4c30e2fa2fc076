package io.bytebase4j.client;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What users get to see of an exception. */
final class Texts {
  private Texts() {}

  /** The whole stack trace: messages and texts of the exception, its causes and what it hides. */
  static String ofAll(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
