package io.bytebase4j.client.rest;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes an {@link OpenEnum}. A number is taken too: a server writes one where it does
 * not know the name itself.
 *
 * @param <E> the enum
 */
public abstract class OpenEnumAdapter<E extends OpenEnum> extends TypeAdapter<@Nullable E> {
  private final Function<String, E> of;

  /**
   * Makes the adapter.
   *
   * @param of finds the value of a text
   */
  protected OpenEnumAdapter(Function<String, E> of) {
    this.of = of;
  }

  @Override
  public final @Nullable E read(JsonReader in) throws IOException {
    if (in.peek() == JsonToken.NULL) {
      in.nextNull();
      return null;
    }
    return of.apply(in.nextString());
  }

  @Override
  public final void write(JsonWriter out, @Nullable E value) throws IOException {
    out.value(value == null ? null : value.value());
  }
}
