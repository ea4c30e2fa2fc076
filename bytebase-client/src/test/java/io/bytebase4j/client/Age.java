package io.bytebase4j.client;

import java.nio.file.Path;

/** An age of the API that the client is generated for; the last one is the main client's. */
enum Age {
  MAY_2025("2025-05", "v202505."),
  AUGUST_2025("2025-08", "v202508."),
  AUGUST_2026("2026-08", "");

  private final String version;
  private final String packagePart;

  Age(String version, String packagePart) {
    this.version = version;
    this.packagePart = packagePart;
  }

  /** The age of the main client. */
  static Age newest() {
    return AUGUST_2026;
  }

  /** The document that the client of this age is generated from. */
  ApiDocument document() {
    return switch (this) {
      case MAY_2025 -> ApiDocument.GENERATOR_2025_05;
      case AUGUST_2025 -> ApiDocument.GENERATOR_2025_08;
      case AUGUST_2026 -> ApiDocument.GENERATOR;
    };
  }

  /** The folder of the exchanges that were recorded with a server of this age. */
  Path fixtures() {
    return Path.of("src/test/resources/fixtures/server-" + version);
  }

  /** A folder of generated classes, {@code api} or {@code model}. */
  Path classes(String kind) {
    return Path.of("target/classes/io/bytebase4j/client/" + packagePart.replace('.', '/') + kind);
  }

  /** A generated class, for example of {@code api.ReleaseService}. */
  Class<?> classOf(String name) {
    try {
      return Class.forName("io.bytebase4j.client." + packagePart + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("the client of " + this + " lacks " + name, e);
    }
  }

  @Override
  public String toString() {
    return version;
  }
}
