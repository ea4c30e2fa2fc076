package io.bytebase4j.client.internal;

import io.bytebase4j.client.BadResponseException;
import io.bytebase4j.client.CallFacts;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.CredentialsException;
import io.bytebase4j.client.api.AuthService;
import io.bytebase4j.client.model.ExchangeTokenRequest;
import io.bytebase4j.client.model.ExchangeTokenResponse;
import io.bytebase4j.client.model.LoginRequest;
import io.bytebase4j.client.model.LoginResponse;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.Operation;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How each kind of credentials comes to a token. Thread-safe. */
final class TokenIssuers {
  private final HttpCallExecutor signIns;
  private final AuthService auth;

  TokenIssuers(HttpCallExecutor signIns) {
    this.signIns = signIns;
    this.auth = new AuthService(signIns);
  }

  TokenIssuer of(Credentials.ServiceAccount account) {
    return call -> {
      LoginRequest request = new LoginRequest().email(account.email()).password(account.key());
      return signIn(auth.login(request), LoginResponse::getToken, call);
    };
  }

  TokenIssuer of(Credentials.WorkloadIdentity identity) {
    return call -> {
      String oidc = supplied(identity.oidcToken(), "OIDC tokens", call);
      ExchangeTokenRequest request = new ExchangeTokenRequest().email(identity.email()).token(oidc);
      return signIn(auth.exchangeToken(request), ExchangeTokenResponse::getAccessToken, call);
    };
  }

  TokenIssuer of(Credentials.AccessTokens tokens) {
    return call -> supplied(tokens.tokens(), "access tokens", call);
  }

  private <T> String signIn(
      ApiCall<T> signIn, Function<T, @Nullable String> tokenOf, CallLog call) {
    String token = tokenOf.apply(signIns.execute(signIn, call.deadline()));
    if (token == null || !fitsHeader(token)) {
      Operation operation = signIn.operation();
      throw new BadResponseException(
          new CallFacts(
              operation.shortName(),
              operation.httpMethod(),
              operation.path(),
              1,
              call.deadline().elapsed()),
          200,
          "application/json",
          "(an answer without a token)",
          null);
    }
    return token;
  }

  private static String supplied(Supplier<String> supplier, String what, CallLog call) {
    @Nullable String token;
    try {
      token = supplier.get();
    } catch (Exception e) {
      // Not only unchecked ones: a supplier in another language may throw what it likes.
      if (Thread.currentThread().isInterrupted() || e instanceof InterruptedException) {
        throw call.interrupted("the supplier of " + what);
      }
      throw new CredentialsException(call.facts(), "the supplier of " + what + " failed", e);
    }
    String text = token == null ? "" : token.strip();
    if (!fitsHeader(text)) {
      throw new CredentialsException(
          call.facts(),
          "the supplier of " + what + " gave none, or one that no HTTP header may hold",
          null);
    }
    return text;
  }

  private static boolean fitsHeader(String token) {
    return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
