package io.bytebase4j.gitops.common.internal.http;

import com.google.gson.JsonElement;
import io.bytebase4j.gitops.common.internal.Json;
import io.bytebase4j.gitops.common.internal.Texts;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what a platform says of an error: each has its own form. */
final class ErrorTexts {
  private static final String HIDDEN = "[hidden]";

  /** Where to look: Bitbucket; GitHub, GitLab, Azure; GitLab and OAuth. */
  private static final List<String[]> PLACES =
      List.of(
          new String[] {"error", "message"},
          new String[] {"error", "detail"},
          new String[] {"error", "fields"},
          new String[] {"message"},
          new String[] {"errors"},
          new String[] {"error"},
          new String[] {"error_description"});

  // A platform may quote a JSON web token that it was given, or gives: its first part is an object
  // of JSON, in base64url.
  private static final Pattern WEB_TOKEN =
      Pattern.compile("e[wy][A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?");

  private static final int MOST = 300;
  private static final int MOST_SEARCHED = 10_000;

  private ErrorTexts() {}

  /** The message in an answer, in quotes, fit to be shown; empty if there is none. */
  static String of(String body, List<String> secrets) {
    String said = said(body);
    for (String secret : secrets) {
      said = said.replace(secret, HIDDEN);
    }
    String line = Texts.cutToCodePoints(Texts.flowing(said), MOST_SEARCHED);
    String shown = Texts.cutToCodePoints(WEB_TOKEN.matcher(line).replaceAll(HIDDEN), MOST);
    return shown.isEmpty() ? "" : "\"" + shown + "\"";
  }

  private static String said(String body) {
    JsonElement json;
    try {
      json = Json.parse(body);
    } catch (IOException e) {
      // Often a page of a proxy, in HTML.
      return body;
    }
    Set<String> parts = new LinkedHashSet<>();
    for (String[] place : PLACES) {
      JsonElement found = Json.at(json, place);
      boolean nested = place.length == 1 && place[0].equals("error") && found.isJsonObject();
      if (!found.isJsonNull() && !nested) {
        parts.add(found.isJsonPrimitive() ? found.getAsString() : found.toString());
      }
    }
    return String.join("; ", parts);
  }
}
