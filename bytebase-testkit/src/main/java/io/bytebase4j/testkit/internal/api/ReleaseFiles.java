package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of a request, found in order and sorted by version. */
final class ReleaseFiles {

  private static final int SHEET_PARTS = 4;
  private static final Pattern SHEET = Pattern.compile("projects/[^/]+/sheets/[^/]+");

  /**
   * A file that came with its text or names a sheet.
   *
   * @param path its path; may be empty
   * @param version its version
   * @param sha256 of its text
   * @param sheet the sheet it names; empty if it came with its text
   * @param statement its text in base64; empty if it names a sheet
   */
  record File(String path, String version, String sha256, String sheet, String statement) {
    byte[] bytes() {
      return Base64.getDecoder().decode(statement);
    }
  }

  private ReleaseFiles() {}

  static List<File> of(JsonObject release) {
    List<File> files = new ArrayList<>();
    Set<String> versions = new HashSet<>();
    for (JsonElement element : Json.array(release, "files")) {
      File file = file(element.getAsJsonObject());
      if (!versions.add(file.version())) {
        throw refused("found duplicate version " + GoText.quote(file.version()));
      }
      files.add(file);
    }
    if (files.isEmpty()) {
      throw refused("release files cannot be empty");
    }
    files.forEach(file -> Versions.parse(file.version()));
    files.sort(Comparator.comparing(file -> Versions.parse(file.version())));
    return files;
  }

  private static File file(JsonObject json) {
    String path = Json.string(json, "path");
    String version = Json.string(json, "version");
    String sheet = Json.string(json, "sheet");
    String statement = Json.string(json, "statement");
    if (sheet.isEmpty() && statement.isEmpty()) {
      throw refused("either sheet or statement must be set for file " + GoText.quote(path));
    }
    if (!sheet.isEmpty() && !statement.isEmpty()) {
      throw refused("cannot set both sheet and statement for file " + GoText.quote(path));
    }
    requireWellFormed(sheet);
    String sha256 =
        sheet.isEmpty()
            ? sha256(Base64.getDecoder().decode(statement))
            : Names.id(sheet).toLowerCase(Locale.ROOT);
    return new File(path, version, sha256, sheet, statement);
  }

  private static void requireWellFormed(String sheet) {
    if (!sheet.isEmpty() && sheet.split("/", -1).length != SHEET_PARTS) {
      throw refused(
          "failed to get sheet SHA256 from %s: invalid request %s"
              .formatted(GoText.quote(sheet), GoText.quote(sheet)));
    }
    if (!sheet.isEmpty() && !SHEET.matcher(sheet).matches()) {
      throw ApiException.unmeasured("the malformed sheet name " + sheet);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  private static ApiException refused(String words) {
    return ApiException.invalidArgument("invalid release files: " + words);
  }
}
