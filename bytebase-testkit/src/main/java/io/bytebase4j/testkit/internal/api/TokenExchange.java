package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import java.time.InstantSource;

/** Gives an access token for the token of an issuer that a workload identity trusts. */
final class TokenExchange {

  private final Accounts accounts;
  private final Tokens tokens;
  private final InstantSource clock;

  TokenExchange(Accounts accounts, Tokens tokens, InstantSource clock) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.clock = clock;
  }

  JsonObject exchange(Call call) {
    String token = required(call, "token");
    String email = required(call, "email");
    String complaint = WorkloadIdentity.complaint(email);
    if (!complaint.isEmpty()) {
      throw ApiException.invalidArgument(complaint);
    }
    accounts.workloadIdentity(email).check(OidcToken.parse(token), clock.instant());
    return Json.object().put("accessToken", tokens.sign(email)).build();
  }

  private static String required(Call call, String field) {
    String value = Json.string(call.body(), field);
    if (value.isEmpty()) {
      throw ApiException.invalidArgument(field + " is required");
    }
    return value;
  }
}
