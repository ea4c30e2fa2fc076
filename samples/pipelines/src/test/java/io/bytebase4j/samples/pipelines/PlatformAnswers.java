package io.bytebase4j.samples.pipelines;

import io.bytebase4j.samples.pipelines.FakeApi.Call;
import io.bytebase4j.samples.pipelines.FakeApi.Reply;

/** What the platforms' interfaces say, as far as reviews and sign-ins ask them. */
final class PlatformAnswers {
  static final String GITLAB_TOKEN = "glpat-5e1d";
  static final String GITHUB_ISSUER = "https://token.actions.githubusercontent.com";
  static final String AZURE_ISSUER =
      "https://vstoken.dev.azure.com/5b3d7a10-0000-4000-8000-00000000aa01";

  private static final Reply NOT_FOUND = new Reply(404, "{\"message\": \"Not Found\"}");
  private static final Reply FORBIDDEN = new Reply(403, "{\"message\": \"Forbidden\"}");

  private PlatformAnswers() {}

  /** Bitbucket's behind the proxy of Pipelines, which signs in by itself. */
  static Reply bitbucket(Call call) {
    if (!"api.bitbucket.org".equals(call.uri().getHost()) || !call.authorization().isEmpty()) {
      return new Reply(400, "{\"error\": {\"message\": \"not as through the proxy\"}}");
    }
    String path = call.uri().getPath();
    if (call.method().equals("GET")
        && path.matches("/2\\.0/repositories/acme/shop/pullrequests/7")) {
      return new Reply(
          200,
          "{\"id\": 7, \"author\": {\"type\": \"user\", \"uuid\": \"{5}\", \"nickname\": \"ada\"}}");
    }
    if (!path.contains("/commit/") || !path.contains("/reports/")) {
      return NOT_FOUND;
    }
    return switch (call.method()) {
      case "DELETE" -> new Reply(204, "");
      case "PUT", "POST" -> new Reply(200, call.body());
      default -> NOT_FOUND;
    };
  }

  static Reply gitHub(Call call) {
    return switch (call.line()) {
      case "GET /token" ->
          call.authorization().equals("Bearer request-token")
              ? new Reply(
                  200,
                  "{\"value\": \"%s\"}"
                      .formatted(
                          IdTokens.of(
                              GITHUB_ISSUER,
                              call.query("subject").orElse(""),
                              call.query("audience").orElse("https://github.com/acme"))))
              : FORBIDDEN;
      case "POST /graphql" ->
          new Reply(200, "{\"data\": {\"viewer\": {\"databaseId\": 41898282}}}");
      case "GET /repos/acme/shop/issues/7/comments" -> new Reply(200, "[]");
      case "POST /repos/acme/shop/issues/7/comments" ->
          // A job without the permission gets another token.
          call.authorization().equals("Bearer ghs_writes")
              ? new Reply(
                  201,
                  "{\"id\": 1, \"html_url\": \"https://github.com/acme/shop/pull/7#issuecomment-1\","
                      + " \"user\": {\"id\": 41898282}}")
              : FORBIDDEN;
      default -> NOT_FOUND;
    };
  }

  static Reply gitLab(Call call) {
    if (!call.token().equals(GITLAB_TOKEN)) {
      return new Reply(401, "{\"message\": \"401 Unauthorized\"}");
    }
    String request = "/api/v4/projects/1001/merge_requests/7";
    if (call.line().equals("GET " + request)) {
      return new Reply(200, "{\"iid\": 7, \"author\": {\"id\": 5, \"username\": \"ada\"}}");
    }
    return switch (call.line().replace(request, "")) {
      case "GET /api/v4/user" -> new Reply(200, "{\"id\": 9}");
      case "GET /notes" -> new Reply(200, "[]");
      case "POST /notes" ->
          new Reply(201, "{\"id\": 1, \"body\": \"\", \"system\": false, \"author\": {\"id\": 9}}");
      default -> NOT_FOUND;
    };
  }

  static Reply azure(Call call) {
    if (!call.authorization().equals("Bearer azure-job-token")) {
      return new Reply(401, "{\"message\": \"TF400813\"}");
    }
    String repository = "/acme/shop/_apis/git/repositories/5b3d7a10-0000-4000-8000-00000000a003";
    return switch (call.line().replace(repository, "")) {
      case "POST /oidc" ->
          new Reply(
              200,
              "{\"oidcToken\": \"%s\"}"
                  .formatted(
                      IdTokens.of(
                          AZURE_ISSUER,
                          call.query("subject").orElse(""),
                          "api://AzureADTokenExchange")));
      case "GET /acme/_apis/connectionData" ->
          new Reply(200, "{\"authenticatedUser\": {\"id\": \"b07\"}}");
      case "GET /pullRequests/7/threads" -> new Reply(200, "{\"value\": [], \"count\": 0}");
      case "POST /pullRequests/7/threads" ->
          new Reply(
              200,
              "{\"id\": 1, \"status\": \"active\", \"comments\": [{\"id\": 1, \"content\": \"\","
                  + " \"author\": {\"id\": \"b07\"}}]}");
      default -> NOT_FOUND;
    };
  }
}
