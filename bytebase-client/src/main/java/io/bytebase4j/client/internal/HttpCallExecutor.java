package io.bytebase4j.client.internal;

import com.google.gson.JsonParseException;
import io.bytebase4j.client.TransportException;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.CallExecutor;
import io.bytebase4j.client.rest.Operation;
import java.io.IOException;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Sends calls over HTTP and reads the answers. Thread-safe. */
public final class HttpCallExecutor implements CallExecutor {
  private final Http http;
  private final Requests requests;
  private final Json json;
  private final Errors errors;
  private final TokenSource tokens;

  HttpCallExecutor(Http http, Requests requests, Json json, Errors errors, TokenSource tokens) {
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
    Http.Answer answer;
    try {
      answer = http.send(request);
    } catch (IOException e) {
      throw new TransportException(operation.shortName(), target(request), e);
    }
    if (!answer.isSuccessful()) {
      throw errors.toException(operation, answer);
    }
    return read(call, answer);
  }

  @SuppressWarnings({
    "unchecked",
    "NullAway"
  }) // the call pairs its type with its class; void has no answer
  private <T extends @Nullable Object> T read(ApiCall<T> call, Http.Answer answer) {
    if (call.answerType() == Void.class) {
      return null;
    }
    try {
      Object message = json.read(answer.body(), call.answerType());
      if (message != null) {
        return (T) message;
      }
      throw Errors.badResponse(call.operation(), answer, null);
    } catch (JsonParseException e) {
      throw Errors.badResponse(call.operation(), answer, e);
    }
  }

  private static String target(Request request) {
    return request.method() + " " + request.url().newBuilder().query(null).build();
  }
}
