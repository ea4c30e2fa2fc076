package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.Answer;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.http.Exchange;
import io.bytebase4j.testkit.internal.json.ApiCatalog;
import io.bytebase4j.testkit.internal.json.ApiMethod;
import io.bytebase4j.testkit.internal.json.MalformedRequestException;
import io.bytebase4j.testkit.internal.json.MessageType;
import io.bytebase4j.testkit.internal.json.RequestReader;
import io.bytebase4j.testkit.internal.state.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the method that a request calls, does what every method needs, and calls it. */
public final class Api {

  private static final Pattern PROJECT = Pattern.compile("projects/([^/]+)(/.*)?");
  private static final Pattern DATABASE = Pattern.compile("(instances/[^/]+/databases/[^/]+).*");
  private static final String NO_FRONTEND =
      "This Bytebase build does not bundle frontend and backend together.";

  private final ApiCatalog catalog;
  private final State state;
  private final Accounts accounts;
  private final Tokens tokens;
  private final Manners manners;
  private final Map<String, Function<Call, JsonObject>> handlers;

  /**
   * Puts it together.
   *
   * @param catalog the methods there are, and what they take
   * @param state what the server remembers
   * @param accounts who may call
   * @param tokens tells who calls
   * @param manners how the server refuses
   * @param handlers answers for methods, by their names
   */
  public Api(
      ApiCatalog catalog,
      State state,
      Accounts accounts,
      Tokens tokens,
      Manners manners,
      Map<String, Function<Call, JsonObject>> handlers) {
    this.catalog = catalog;
    this.state = state;
    this.accounts = accounts;
    this.tokens = tokens;
    this.manners = manners;
    this.handlers = Map.copyOf(handlers);
  }

  /** Answers a request; never throws on account of what the request says. */
  public Answer answer(Exchange exchange) {
    if (exchange.path().equals("/healthz") && exchange.method().equals("GET")) {
      return Answer.of(200, "text/plain; charset=UTF-8", "OK");
    }
    try {
      if (!exchange.path().startsWith("/v1/")) {
        return outside(exchange);
      }
      return Answer.json(200, call(exchange));
    } catch (ApiException e) {
      return e.answer();
    }
  }

  private static Answer outside(Exchange exchange) {
    if (!exchange.method().equals("GET")) {
      throw ApiException.unmeasured(exchange.method() + " " + exchange.path());
    }
    return Answer.of(200, "text/html; charset=UTF-8", NO_FRONTEND);
  }

  private JsonObject call(Exchange exchange) {
    List<ApiMethod> methods = catalog.at(exchange.path());
    Optional<ApiMethod> method =
        methods.stream().filter(m -> m.verb().equals(exchange.method())).findFirst();
    if (method.isEmpty()) {
      throw manners.noRoute(!methods.isEmpty(), exchange.method(), exchange.uri());
    }
    return call(method.get(), exchange);
  }

  private JsonObject call(ApiMethod method, Exchange exchange) {
    Function<Call, JsonObject> handler = handlers.get(method.procedure());
    JsonObject body = handler == null ? new JsonObject() : body(method, exchange);
    String resource = method.resource(exchange.path());
    Principal caller = method.open() ? callerOrNobody(exchange) : caller(exchange);
    if (!method.open()) {
      authorize(caller, method, resource);
    }
    if (handler == null) {
      throw ApiException.unmeasured(exchange.method() + " " + exchange.path());
    }
    state.change(state::advance);
    return handler.apply(new Call(caller, resource, body, exchange));
  }

  private Principal caller(Exchange exchange) {
    return accounts.find(tokens.email(exchange));
  }

  /** Open methods take a token, but a bad one is as good as none. */
  private Principal callerOrNobody(Exchange exchange) {
    try {
      return caller(exchange);
    } catch (ApiException e) {
      return Principal.nobody();
    }
  }

  private JsonObject body(ApiMethod method, Exchange exchange) {
    if (method.body().isEmpty()) {
      return new JsonObject();
    }
    MessageType input = catalog.message(method.input());
    boolean whole = method.body().equals("*");
    MessageType type =
        whole ? input : catalog.message(input.field(method.body()).orElseThrow().ref());
    try {
      return RequestReader.read(catalog, exchange.body(), type, whole && manners.suggestsFields());
    } catch (MalformedRequestException e) {
      throw ApiException.invalidArgument(e.words());
    }
  }

  private void authorize(Principal caller, ApiMethod method, String resource) {
    List<String> projects = projects(caller, method, resource);
    if (!caller.may(method.permission())) {
      throw manners.denied(method, projects);
    }
  }

  /** The project that a name belongs to; whether it is there counts before any permission. */
  private List<String> projects(Principal caller, ApiMethod method, String name) {
    Matcher project = PROJECT.matcher(name);
    if (project.matches()) {
      if (!project.group(1).equals(state.project())) {
        throw manners.noProject(method, caller, project.group(1));
      }
      return List.of(state.project());
    }
    Matcher database = DATABASE.matcher(name);
    if (database.matches()) {
      if (state.locked(() -> state.database(database.group(1))).isEmpty()) {
        String target = database.group(1);
        throw manners.noDatabase(target, isInstance(target));
      }
      return List.of(state.project());
    }
    return List.of();
  }

  private boolean isInstance(String database) {
    String instance = database.substring(0, database.indexOf("/databases/") + 1);
    return state.locked(
        () -> state.databases().stream().anyMatch(d -> d.target().startsWith(instance)));
  }
}
