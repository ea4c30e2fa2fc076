package io.bytebase4j.client.internal;

import com.google.gson.JsonParseException;
import io.bytebase4j.client.BadResponseException;
import io.bytebase4j.client.TransportException;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.CallExecutor;
import io.bytebase4j.client.rest.Operation;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends calls over HTTP and reads the answers. Thread-safe. */
public final class HttpCallExecutor implements CallExecutor {
  private static final String AUTH_SERVICE = "AuthService/";

  private final Call.Factory http;
  private final Requests requests;
  private final Json json;
  private final Errors errors;
  private final TokenSource tokens;

  HttpCallExecutor(
      Call.Factory http, Requests requests, Json json, Errors errors, TokenSource tokens) {
    this.http = http;
    this.requests = requests;
    this.json = json;
    this.errors = errors;
    this.tokens = tokens;
  }

  @Override
  public <T extends @Nullable Object> T execute(ApiCall<T> call) {
    Operation operation = call.operation();
    Request request = requests.request(call, tokens.token());
    try (Response response = http.newCall(request).execute()) {
      String body = response.body().string();
      if (!response.isSuccessful()) {
        throw errors.toException(operation, response, body);
      }
      return read(call, response, body);
    } catch (IOException e) {
      throw new TransportException(operation.shortName(), target(request), e);
    }
  }

  @SuppressWarnings({
    "unchecked",
    "NullAway"
  }) // the call pairs its type with its class; void has no answer
  private <T extends @Nullable Object> T read(ApiCall<T> call, Response response, String body) {
    if (call.answerType() == Void.class) {
      return null;
    }
    try {
      Object answer = json.read(body, call.answerType());
      if (answer != null) {
        return (T) answer;
      }
      throw badResponse(call.operation(), response, body, null);
    } catch (JsonParseException e) {
      throw badResponse(call.operation(), response, body, e);
    }
  }

  private static BadResponseException badResponse(
      Operation operation, Response response, String body, @Nullable JsonParseException cause) {
    // A parse error quotes the text, and the answers of this service hold tokens.
    boolean secret = operation.shortName().startsWith(AUTH_SERVICE);
    return new BadResponseException(
        operation.shortName(),
        response.code(),
        response.header("Content-Type"),
        secret ? "(not shown: may hold a token)" : body,
        secret ? null : cause);
  }

  private static String target(Request request) {
    return request.method() + " " + request.url().newBuilder().query(null).build();
  }
}
