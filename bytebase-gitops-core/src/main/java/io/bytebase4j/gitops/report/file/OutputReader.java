package io.bytebase4j.gitops.report.file;

import com.google.gson.JsonElement;
import io.bytebase4j.gitops.common.internal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@link OutputNames}. */
final class OutputReader {
  private OutputReader() {}

  static OutputNames read(Path file) throws IOException {
    JsonElement json;
    try {
      json = Json.parse(Files.readString(file));
    } catch (IOException e) {
      throw new IOException(file + " can't be read as the output of a step: " + e, e);
    }
    if (!json.isJsonObject()) {
      throw new IOException(file + " is not the output of a step: it holds no JSON object");
    }
    return new OutputNames(
        Json.text(json, "release"), Json.text(json, "plan"), Json.text(json, "rollout"));
  }
}
