package io.bytebase4j.client.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the API: 64-bit numbers as text, bytes as base64, times as RFC 3339, what is not set
 * left out, what is not known passed over. Thread-safe.
 */
public final class Json {
  private final Gson gson =
      new GsonBuilder()
          .disableHtmlEscaping()
          .setObjectToNumberStrategy(ToNumberPolicy.BIG_DECIMAL)
          .registerTypeAdapter(Long.class, new WideNumberAdapter())
          .registerTypeAdapter(Instant.class, new InstantAdapter())
          .registerTypeAdapter(byte[].class, new BytesAdapter())
          .create();

  /** Makes a codec. */
  public Json() {}

  /**
   * Writes a message.
   *
   * @param message an object of the model
   * @return its JSON
   */
  public String write(Object message) {
    return gson.toJson(message);
  }

  /**
   * Writes a message piece by piece.
   *
   * @param message an object of the model
   * @param out where its JSON goes
   */
  public void write(Object message, Appendable out) {
    gson.toJson(message, out);
  }

  /**
   * Reads a message.
   *
   * @param <T> its type
   * @param json the text
   * @param type its class
   * @return the message; null where the text is empty or says null
   * @throws JsonParseException if the text is not JSON of this form
   */
  public <T> @Nullable T read(String json, Class<T> type) {
    return read(new StringReader(json), type);
  }

  /**
   * Reads a message.
   *
   * @param <T> its type
   * @param json the text, which is read to its end
   * @param type its class
   * @return the message; null where the text is empty or says null
   * @throws JsonParseException if the text is not JSON of this form
   */
  public <T> @Nullable T read(Reader json, Class<T> type) {
    return gson.fromJson(json, type);
  }

  // Gson's own for numbers as text lets a NumberFormatException through.
  private static final class WideNumberAdapter extends TypeAdapter<@Nullable Long> {
    @Override
    public @Nullable Long read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return null;
      }
      try {
        return in.nextLong();
      } catch (NumberFormatException e) {
        throw new JsonParseException(in.getPath() + ": no 64-bit number", e);
      }
    }

    @Override
    public void write(JsonWriter out, @Nullable Long value) throws IOException {
      out.value(value == null ? null : value.toString());
    }
  }

  private static final class InstantAdapter extends TypeAdapter<@Nullable Instant> {
    @Override
    public @Nullable Instant read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return null;
      }
      String text = in.nextString();
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new JsonParseException(in.getPath() + ": \"" + text + "\" is no RFC 3339 time", e);
      }
    }

    @Override
    public void write(JsonWriter out, @Nullable Instant value) throws IOException {
      out.value(value == null ? null : value.toString());
    }
  }

  private static final class BytesAdapter extends TypeAdapter<byte @Nullable []> {
    @Override
    public byte @Nullable [] read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return null;
      }
      String text = in.nextString();
      // JSON of protocol buffers allows both alphabets.
      Base64.Decoder decoder =
          text.indexOf('-') >= 0 || text.indexOf('_') >= 0
              ? Base64.getUrlDecoder()
              : Base64.getDecoder();
      try {
        return decoder.decode(text);
      } catch (IllegalArgumentException e) {
        throw new JsonParseException(in.getPath() + ": not base64: " + e.getMessage(), e);
      }
    }

    @Override
    public void write(JsonWriter out, byte @Nullable [] value) throws IOException {
      out.value(value == null ? null : Base64.getEncoder().encodeToString(value));
    }
  }
}
