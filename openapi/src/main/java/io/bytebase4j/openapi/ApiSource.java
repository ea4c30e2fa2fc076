package io.bytebase4j.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The facts about one age of the API: a file {@code yyyy-MM.json} in {@code openapi/api}, whose
 * name is the age. The newest one is what this repository is built from; the older ones give the
 * shapes of servers that lag behind.
 *
 * @param file the file
 * @param version its age, for example {@code 2026-08}
 */
record ApiSource(Path file, String version) {
  private static final Pattern NAME = Pattern.compile("(\\d{4}-\\d{2})\\.json");
  private static final String FORM = "a name of the form yyyy-MM.json, such as 2026-08.json";

  /** Finds the newest age in the folder. */
  static ApiSource newestIn(Path folder) throws IOException {
    List<ApiSource> found = in(folder);
    return found.get(found.size() - 1);
  }

  /** Finds the ages in the folder that are not the newest, oldest first. */
  static List<ApiSource> olderIn(Path folder) throws IOException {
    List<ApiSource> found = in(folder);
    return found.subList(0, found.size() - 1);
  }

  private static List<ApiSource> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<ApiSource> found =
          files
              .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
              .map(ApiSource::of)
              .sorted(Comparator.comparing(ApiSource::version))
              .toList();
      if (found.isEmpty()) {
        throw new ConversionException(folder + ": expected a file with " + FORM + ", found none");
      }
      return found;
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
