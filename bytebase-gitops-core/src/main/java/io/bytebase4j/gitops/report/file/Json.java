package io.bytebase4j.gitops.report.file;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/** Writes one JSON document, indented, piece by piece. Used once, by one thread. */
final class Json {
  private final Appendable out;
  private final JsonWriter writer;

  Json(Appendable out) {
    this.out = out;
    this.writer = new JsonWriter(new JsonText(out));
    writer.setFormattingStyle(FormattingStyle.PRETTY);
  }

  /** Begins an object in an array, or the document. */
  Json beginObject() throws IOException {
    writer.beginObject();
    return this;
  }

  Json beginObject(String name) throws IOException {
    writer.name(name).beginObject();
    return this;
  }

  Json endObject() throws IOException {
    writer.endObject();
    return this;
  }

  /** Begins an array that is the document. */
  Json beginArray() throws IOException {
    writer.beginArray();
    return this;
  }

  Json beginArray(String name) throws IOException {
    writer.name(name).beginArray();
    return this;
  }

  Json endArray() throws IOException {
    writer.endArray();
    return this;
  }

  Json put(String name, String value) throws IOException {
    writer.name(name).value(value);
    return this;
  }

  Json put(String name, long value) throws IOException {
    writer.name(name).value(value);
    return this;
  }

  Json put(String name, boolean value) throws IOException {
    writer.name(name).value(value);
    return this;
  }

  Json put(String name, Iterable<String> values) throws IOException {
    writer.name(name).beginArray();
    for (String value : values) {
      writer.value(value);
    }
    writer.endArray();
    return this;
  }

  Json putUnlessEmpty(String name, String value) throws IOException {
    return value.isEmpty() ? this : put(name, value);
  }

  Json putUnlessZero(String name, long value) throws IOException {
    return value == 0 ? this : put(name, value);
  }

  /** Ends the document with its last line. */
  void end() throws IOException {
    writer.flush();
    out.append('\n');
  }
}
