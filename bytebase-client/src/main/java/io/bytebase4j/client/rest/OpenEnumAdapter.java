package io.bytebase4j.client.rest;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes an {@link OpenEnum}. A number is taken too, and written back as a number: a
 * server writes one where it does not know the name itself. No name begins with a digit.
 *
 * @param <E> the enum
 */
public abstract class OpenEnumAdapter<E extends OpenEnum> extends TypeAdapter<@Nullable E> {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

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
    if (value != null && NUMBER.matcher(value.value()).matches()) {
      out.value(Integer.parseInt(value.value()));
    } else {
      out.value(value == null ? null : value.value());
    }
  }
}
