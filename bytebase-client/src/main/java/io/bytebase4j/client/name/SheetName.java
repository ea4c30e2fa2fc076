package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import java.util.Objects;

/**
 * The name of a sheet, which holds the content of a file. For example {@code
 * projects/hr/sheets/822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f}, in {@code
 * bytebase.v1.SheetService}. Immutable and thread-safe.
 *
 * @param project the project that it belongs to
 * @param id id of the sheet: the SHA-256 of its content, in hexadecimal digits
 */
public record SheetName(ProjectName project, String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param project the project that it belongs to
   * @param id id of the sheet: the SHA-256 of its content, in hexadecimal digits
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   * @throws NullPointerException if the project is null
   */
  public SheetName {
    Objects.requireNonNull(project, "project");
    NameForm.SHEET.requireId(id);
  }

  /**
   * Puts the name together from ids.
   *
   * @param project id of the project, for example {@code hr}
   * @param sheet id of the sheet: the SHA-256 of its content, in hexadecimal digits
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static SheetName of(String project, String sheet) {
    return new SheetName(ProjectName.of(project), sheet);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code
   *     projects/hr/sheets/822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of a sheet
   */
  public static SheetName parse(String name) {
    NameForm.Parts parts = NameForm.SHEET.split(name);
    return new SheetName(ProjectName.parse(parts.parent()), parts.id());
  }

  @Override
  public String name() {
    return project + "/sheets/" + id;
  }

  /**
   * The full name.
   *
   * @return the same as {@link #name}
   */
  @Override
  public String toString() {
    return name();
  }
}
