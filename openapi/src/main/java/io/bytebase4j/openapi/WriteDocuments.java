package io.bytebase4j.openapi;

import java.io.IOException;
import java.nio.file.Path;

/** The build step that writes the OpenAPI documents of all ages. */
public final class WriteDocuments {
  private WriteDocuments() {}

  /**
   * Writes both documents of the newest age, and for each older one that of the client generator.
   *
   * @param args the folder of the facts and the folder to write to
   * @throws IOException if a file can't be read or written
   * @throws ConversionException if the facts can't be converted
   */
  public static void main(String[] args) throws IOException {
    Path facts = Path.of(args[0]);
    Path folder = Path.of(args[1]);
    ApiSource newest = ApiSource.newestIn(facts);
    Documents.write(newest, folder)
        .forEach(line -> System.out.println("not in the documents: " + line));
    System.out.println("wrote both OpenAPI documents of " + newest.version() + " to " + folder);
    for (ApiSource older : ApiSource.olderIn(facts)) {
      Documents.writeOlder(older, folder)
          .forEach(
              line ->
                  System.out.println("not in the document of " + older.version() + ": " + line));
      System.out.println("wrote the generator's document of " + older.version() + " to " + folder);
    }
  }
}
