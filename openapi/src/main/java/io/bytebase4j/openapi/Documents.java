package io.bytebase4j.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The two documents as files. */
final class Documents {
  static final String PUBLISHED = "bytebase-openapi.json";
  static final String GENERATOR = "bytebase-openapi-generator.json";

  private Documents() {}

  /**
   * Writes both documents; both are converted before the first is written.
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
}
