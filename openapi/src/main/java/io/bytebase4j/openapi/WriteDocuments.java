package io.bytebase4j.openapi;

import java.io.IOException;
import java.nio.file.Path;

/** The build step that writes both OpenAPI documents. */
public final class WriteDocuments {
  private WriteDocuments() {}

  /**
   * Writes both documents.
   *
   * @param args the folder of the facts and the folder to write to
   * @throws IOException if a file can't be read or written
   * @throws ConversionException if the facts can't be converted
   */
  public static void main(String[] args) throws IOException {
    ApiSource source = ApiSource.in(Path.of(args[0]));
    Path folder = Path.of(args[1]);
    Documents.write(source, folder)
        .forEach(line -> System.out.println("not in the documents: " + line));
    System.out.println("wrote both OpenAPI documents of " + source.version() + " to " + folder);
  }
}
