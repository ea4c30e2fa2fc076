package io.bytebase4j.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the repository to a newer age of the API: takes over its facts in place of the newest,
 * rewrites the snapshots of both documents, and prints what came, went and changed. Older ages stay
 * as they are.
 */
public final class MoveApi {
  private MoveApi() {}

  /**
   * Moves; nothing is written unless both documents can be made from the new facts.
   *
   * @param args the new facts file ({@code yyyy-MM.json}), the folder of the facts, the folder of
   *     the snapshots
   * @throws IOException if a file can't be read or written
   * @throws ConversionException if no new facts are given, they are of one of the older ages or
   *     before it, or they can't be converted
   */
  public static void main(String[] args) throws IOException {
    ApiSource next = ApiSource.of(Path.of(requireFile(args[0])));
    Path folder = Path.of(args[1]);
    ApiSource current = ApiSource.newestIn(folder);
    requireNewer(next, ApiSource.olderIn(folder));
    ApiChanges changes =
        ApiChanges.between(ApiFacts.read(current.file()), ApiFacts.read(next.file()));
    Documents.write(next, Path.of(args[2]));
    Path taken = folder.resolve(next.version() + ".json");
    Files.write(taken, Files.readAllBytes(next.file()));
    if (!taken.equals(current.file())) {
      Files.delete(current.file());
    }
    System.out.println("API " + current.version() + " -> " + next.version());
    System.out.print(changes.text());
  }

  // It would be taken for one of the older ages, or take the place of one.
  private static void requireNewer(ApiSource next, List<ApiSource> older) {
    for (ApiSource age : older) {
      if (next.version().compareTo(age.version()) <= 0) {
        throw new ConversionException(
            next.file() + " is no newer than " + age.file().getFileName() + ", an older age");
      }
    }
  }

  // Maven gives null for a property that is not set.
  private static String requireFile(@Nullable String file) {
    if (file == null || file.isBlank()) {
      throw new ConversionException("give the new facts with -Dfrom=<folder>/yyyy-MM.json");
    }
    return file;
  }
}
