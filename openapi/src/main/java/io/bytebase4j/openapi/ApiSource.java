package io.bytebase4j.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The facts that this repository is built from: the one file {@code yyyy-MM.json} in {@code
 * openapi/api}, whose name is the age of the API.
 *
 * @param file the file
 * @param version its age, for example {@code 2026-08}
 */
record ApiSource(Path file, String version) {
  private static final Pattern NAME = Pattern.compile("(\\d{4}-\\d{2})\\.json");
  private static final String FORM = "a name of the form yyyy-MM.json, such as 2026-08.json";

  /** Finds the file in the folder. */
  static ApiSource in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files.filter(file -> NAME.matcher(file.getFileName().toString()).matches()).toList();
      if (found.size() != 1) {
        throw new ConversionException(
            folder + ": expected one file with " + FORM + ", found " + found);
      }
      return of(found.get(0));
    }
  }

  /** Takes the age from the file's name. */
  static ApiSource of(Path file) {
    var name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new ConversionException(file + ": facts about an API need " + FORM);
    }
    return new ApiSource(file, name.group(1));
  }
}
