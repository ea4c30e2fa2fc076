package io.bytebase4j.client;

import com.google.gson.JsonObject;

/**
 * A message or an enum of one age of the API.
 *
 * @param age the age
 * @param name its name in the document, which is that of its class
 */
record ApiSchema(Age age, String name) {
  /** What a reference leads to. */
  static ApiSchema of(Age age, JsonObject reference) {
    String target = reference.get("$ref").getAsString();
    return new ApiSchema(age, target.substring(target.lastIndexOf('/') + 1));
  }

  /** A schema of the main client. */
  static ApiSchema newest(String name) {
    return new ApiSchema(Age.newest(), name);
  }

  /** What the document says of it. */
  JsonObject json() {
    return age.document().schema(name);
  }

  /** Its fields; none where it has none. */
  JsonObject properties() {
    return hasFields() ? json().getAsJsonObject("properties") : new JsonObject();
  }

  boolean hasFields() {
    return json().has("properties");
  }

  boolean isEnum() {
    return json().has("enum");
  }

  /** The generated class. */
  Class<?> type() {
    return age.classOf("model." + name);
  }

  @Override
  public String toString() {
    return age == Age.newest() ? name : age + " " + name;
  }
}
