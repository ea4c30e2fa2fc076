package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.State;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Shows sheets. */
final class SheetService {

  private final State state;
  private final Names names;

  SheetService(State state, Names names) {
    this.state = state;
    this.names = names;
  }

  JsonObject get(Call call) {
    if (!call.exchange().param("raw").isEmpty()) {
      throw ApiException.unmeasured("a raw sheet");
    }
    String sha256 = Names.id(call.resource());
    byte[] bytes =
        state
            .locked(() -> state.sheet(sha256))
            .orElseThrow(() -> ApiException.unmeasured("a sheet that does not exist"))
            .getBytes(StandardCharsets.UTF_8);
    return Json.object()
        .put("name", names.sheet(sha256))
        .put("content", Base64.getEncoder().encodeToString(bytes))
        .putLong("contentSize", bytes.length)
        .build();
  }
}
