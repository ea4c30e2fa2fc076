package io.bytebase4j.gitops.common.internal.http;

import com.google.gson.JsonElement;
import io.bytebase4j.gitops.common.internal.Json;
import io.bytebase4j.gitops.common.internal.Texts;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what a platform says of an error: each has its own form. */
final class ErrorTexts {
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

  private static final int MOST = 300;

  private ErrorTexts() {}

  /** The message in an answer, in quotes, fit to be shown; empty if there is none. */
  static String of(String body, List<String> secrets) {
    String said = said(body);
    for (String secret : secrets) {
      said = said.replace(secret, "[hidden]");
    }
    String shown = Texts.cutToCodePoints(Texts.flowing(said), MOST);
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
