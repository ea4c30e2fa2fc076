package io.bytebase4j.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Moves the repository to a newer age of the API: takes over its facts, rewrites the snapshots of
 * both documents, and prints what came, went and changed.
 */
public final class MoveApi {
  private MoveApi() {}

  /**
   * Moves; nothing is written unless both documents can be made from the new facts.
   *
   * @param args the new facts file ({@code yyyy-MM.json}), the folder of the facts, the folder of
   *     the snapshots
   * @throws IOException if a file can't be read or written
   * @throws ConversionException if no new facts are given, or they can't be converted
   */
  public static void main(String[] args) throws IOException {
    ApiSource next = ApiSource.of(Path.of(requireFile(args[0])));
    Path folder = Path.of(args[1]);
    ApiSource current = ApiSource.in(folder);
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

  // Maven gives null for a property that is not set.
  private static String requireFile(@Nullable String file) {
    if (file == null || file.isBlank()) {
      throw new ConversionException("give the new facts with -Dfrom=<folder>/yyyy-MM.json");
    }
    return file;
  }
}
