package io.bytebase4j.gitops.report.file;

import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;

/** Lets libraries that want a writer write to an {@link Appendable}; holds nothing back. */
class AppendableWriter extends Writer {
  private final Appendable out;

  AppendableWriter(Appendable out) {
    this.out = out;
  }

  @Override
  public void write(int character) throws IOException {
    out.append((char) character);
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    out.append(text, from, from + length);
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    out.append(CharBuffer.wrap(text, from, length).toString());
  }

  @Override
  public void flush() {}

  /** Does nothing: the end is the caller's to close. */
  @Override
  public void close() {}
}
