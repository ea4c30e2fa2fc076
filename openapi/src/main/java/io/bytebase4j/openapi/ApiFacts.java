package io.bytebase4j.openapi;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The structure of one age of the Bytebase API, as data: what the server's protocol definition
 * says, without its prose.
 *
 * @param services the services with their methods, in the order of the source
 * @param messages the messages by full name, for example {@code bytebase.v1.Release.File}
 * @param enums the values of each enum by full name
 */
record ApiFacts(
    List<Service> services, Map<String, Message> messages, Map<String, List<EnumValue>> enums) {

  /**
   * Reads facts from a JSON file.
   *
   * @param file a file of the form that {@code openapi/api} holds
   * @return the facts
   * @throws IOException if the file can't be read
   * @throws ConversionException if it is not JSON of this form
   */
  static ApiFacts read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      ApiFacts facts = new Gson().fromJson(reader, ApiFacts.class);
      if (facts == null || isIncomplete(facts)) {
        throw new ConversionException(file + " lacks services, messages or enums");
      }
      return facts;
    } catch (JsonParseException e) {
      throw new ConversionException(file + " holds no facts about an API: " + e.getMessage(), e);
    }
  }

  // Gson leaves an absent component null, whatever the record declares.
  private static boolean isIncomplete(ApiFacts facts) {
    return Stream.of(facts.services(), facts.messages(), facts.enums()).anyMatch(Objects::isNull);
  }

  /**
   * One service.
   *
   * @param name full name, for example {@code bytebase.v1.ReleaseService}
   * @param methods its methods
   */
  public record Service(String name, List<Method> methods) {
    /**
     * The name without package and without the word "Service", for example {@code Release}.
     *
     * @return the short name
     */
    public String shortName() {
      String simple = name.substring(name.lastIndexOf('.') + 1);
      return simple.endsWith("Service")
          ? simple.substring(0, simple.length() - "Service".length())
          : simple;
    }
  }

  /**
   * One method of a service.
   *
   * @param name the method's name, for example {@code CheckRelease}
   * @param input full name of the request message
   * @param output full name of the response message
   * @param http its REST bindings; empty where it has none
   * @param permission the permission it needs, where one is declared
   * @param allowWithoutCredential whether it may be called without signing in
   * @param clientStreaming whether requests are streamed
   * @param serverStreaming whether responses are streamed
   * @param deprecated whether the API marks it so
   */
  public record Method(
      String name,
      String input,
      String output,
      List<Binding> http,
      @Nullable String permission,
      @SerializedName("allow_without_credential") boolean allowWithoutCredential,
      @SerializedName("client_streaming") boolean clientStreaming,
      @SerializedName("server_streaming") boolean serverStreaming,
      boolean deprecated) {
    /** Takes an absent list of bindings as empty. */
    public Method {
      http = orEmpty(http);
    }
  }

  /**
   * One REST binding of a method.
   *
   * @param verb the HTTP method
   * @param path the path template, for example {@code /v1/{parent=projects/*}/releases:check}
   * @param body the request field that is the body, {@code *} for the whole message, or null
   */
  public record Binding(String verb, String path, @Nullable String body) {}

  /**
   * One message.
   *
   * @param fields its fields in the order of the source
   * @param resource the resource names it stands for, where it is a resource
   */
  public record Message(List<Field> fields, @Nullable Resource resource) {
    /** Takes an absent list of fields as empty. */
    public Message {
      fields = orEmpty(fields);
    }
  }

  /**
   * The resource that a message stands for.
   *
   * @param type for example {@code bytebase.com/Release}
   * @param pattern for example {@code projects/{project}/releases/{release}}
   */
  public record Resource(String type, List<String> pattern) {
    /** Takes an absent list of patterns as empty. */
    public Resource {
      pattern = orEmpty(pattern);
    }
  }

  /**
   * One field of a message.
   *
   * @param name name in the source, with underscores
   * @param json name in JSON
   * @param type the scalar type, {@code message} or {@code enum}
   * @param ref full name of the message or enum, where the type is one
   * @param repeated whether it is a list
   * @param map whether it is a map; its keys are strings
   * @param oneof the group of fields of which one may be set, where it belongs to one
   * @param behavior marks such as {@code OUTPUT_ONLY}
   */
  public record Field(
      String name,
      String json,
      String type,
      @Nullable String ref,
      boolean repeated,
      boolean map,
      @Nullable String oneof,
      List<String> behavior) {
    /** Takes an absent list of marks as empty. */
    public Field {
      behavior = orEmpty(behavior);
    }

    /**
     * The type as the source writes it: the reference where there is one, else the scalar.
     *
     * @return for example {@code bytebase.v1.Release.File} or {@code int64}
     */
    public String typeName() {
      String base = ref == null ? type : ref;
      return map ? "map<string, " + base + ">" : repeated ? "repeated " + base : base;
    }
  }

  /**
   * One value of an enum.
   *
   * @param name the name, as it stands in JSON
   * @param number its number
   */
  public record EnumValue(String name, int number) {}

  // Gson leaves an absent component null, whatever the record declares.
  @SuppressWarnings("NullAway")
  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
