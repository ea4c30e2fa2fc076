package io.bytebase4j.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The documents as files. */
final class Documents {
  static final String PUBLISHED = "bytebase-openapi.json";
  static final String GENERATOR = "bytebase-openapi-generator.json";

  private Documents() {}

  /**
   * Writes both documents of the newest age; both are converted before the first is written.
   *
   * @return what the generator's document has no place for
   */
  static List<String> write(ApiSource source, Path folder) throws IOException {
    ApiFacts facts = ApiFacts.read(source.file());
    OpenApiConverter published =
        OpenApiConverter.convert(facts, source.version(), DocumentStyle.PUBLISHED);
    OpenApiConverter generator =
        OpenApiConverter.convert(facts, source.version(), DocumentStyle.GENERATOR);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(PUBLISHED), published.json());
    Files.writeString(folder.resolve(GENERATOR), generator.json());
    return generator.leftOut();
  }

  /**
   * Writes the document of an older age, which is for the client generator alone and holds the
   * services of the GitOps path.
   *
   * @return what it has no place for
   */
  static List<String> writeOlder(ApiSource source, Path folder) throws IOException {
    OpenApiConverter generator = convertOlder(source);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(olderGenerator(source)), generator.json());
    return generator.leftOut();
  }

  static OpenApiConverter convertOlder(ApiSource source) throws IOException {
    return OpenApiConverter.convert(
        GitOpsPart.of(ApiFacts.read(source.file())), source.version(), DocumentStyle.GENERATOR);
  }

  /** For example {@code bytebase-openapi-2025-05-generator.json}. */
  static String olderGenerator(ApiSource source) {
    return "bytebase-openapi-" + source.version() + "-generator.json";
  }
}
