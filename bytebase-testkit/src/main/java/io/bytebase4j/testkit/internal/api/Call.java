package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.http.Exchange;
import io.bytebase4j.testkit.internal.json.Json;

/**
 * A call of a method, after sign-in, permission and body were found in order.
 *
 * @param caller who calls; nobody has the empty e-mail
 * @param resource the resource name in the path; may be empty
 * @param body the request body; empty if there is none
 * @param exchange the HTTP request
 */
public record Call(Principal caller, String resource, JsonObject body, Exchange exchange) {

  /**
   * Refuses a query parameter or body field that the real server knows and the testkit does not.
   */
  public void refuse(String option) {
    if (Json.setKeys(body).contains(option) || !exchange.param(option).isEmpty()) {
      throw ApiException.unmeasured("the option " + option + " of " + exchange.path());
    }
  }
}
