package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.model.CreateRolloutRequest;
import io.bytebase4j.client.model.Plan;
import io.bytebase4j.client.model.PlanChangeDatabaseConfig;
import io.bytebase4j.client.model.PlanSpec;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.model.ReleaseFile;
import io.bytebase4j.client.model.ReleaseType;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.OperationClass;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/faults.md, done for each class of operation against the local Bytebase. */
@Timeout(60)
class FaultTableTest {
  private static final int ATTEMPTS = 3;
  private static final int MOST_BYTES = 100_000;

  private static LocalBytebase server;
  private static BytebaseClient unharmed;
  private static String release = "";
  private static String plan = "";

  private final List<ClientEvent> events = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    server = LocalBytebase.start();
    unharmed = builder(server.url().toString()).build();
    release = createRelease();
    plan = String.valueOf(createPlan(unharmed).execute().getName());
  }

  @AfterAll
  static void stop() {
    unharmed.close();
    server.close();
  }

  private static BytebaseClientBuilder builder(String url) {
    return BytebaseClient.builder()
        .url(url)
        .credentials(
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()));
  }

  /** One cell of the table for one operation. */
  record Case(String fault, OperationClass kind, boolean always, String expected) {
    @Override
    public String toString() {
      return kind + ", " + fault + (always ? ", always" : ", once");
    }
  }

  /** How the faults of the table are made. */
  private static final Map<String, Function<Faults.Matching, Faults.Rule>> FAULTS =
      Map.ofEntries(
          Map.entry(
              "connection closed before the request is processed", Faults.Matching::dropConnection),
          Map.entry(
              "connection reset before the request is processed", Faults.Matching::resetConnection),
          Map.entry(
              "connection closed after the request is processed", Faults.Matching::loseAnswer),
          Map.entry(
              "connection reset after the request is processed", Faults.Matching::resetAnswer),
          Map.entry("body cut off", Faults.Matching::truncateAnswer),
          Map.entry("first byte does not come", Faults.Matching::holdAnswer),
          Map.entry("body does not end", Faults.Matching::stallAnswer),
          Map.entry("429", refusal(429, 8)),
          Map.entry("429 with Retry-After", refusal(429, 8, "Retry-After", "7")),
          Map.entry("500", refusal(500, 13)),
          Map.entry(
              "502 with a page of a proxy",
              fault -> fault.answer(502, Map.of("Content-Type", "text/html"), "<h1>Bad</h1>")),
          Map.entry("503 before the request is processed", refusal(503, 14)),
          Map.entry("503 with Retry-After: 0", refusal(503, 14, "Retry-After", "0")),
          Map.entry(
              "503 after the request is processed",
              fault -> fault.replaceAnswer(503, "application/json", error(14))),
          Map.entry("504", refusal(504, 4)),
          Map.entry("401", refusal(401, 16)),
          Map.entry("403", refusal(403, 7)),
          Map.entry("404", refusal(404, 5)),
          Map.entry(
              "302 to another host",
              fault -> fault.answer(302, Map.of("Location", "https://other.example.com/"), "")),
          Map.entry("200 with broken JSON", Faults.Matching::garbleAnswer),
          Map.entry("200 with a page of a proxy", Faults.Matching::htmlAnswer),
          Map.entry(
              "200 with JSON as text/plain",
              fault -> fault.replaceAnswer(200, "text/plain", "{\"name\":\"x\"}")),
          Map.entry(
              "200 with a body that is too large",
              fault ->
                  fault.replaceAnswer(
                      200, "application/json", "{\"x\":\"" + "y".repeat(MOST_BYTES) + "\"}")));

  private static Function<Faults.Matching, Faults.Rule> refusal(int status, int code) {
    return fault -> fault.answer(status, error(code));
  }

  private static Function<Faults.Matching, Faults.Rule> refusal(
      int status, int code, String header, String value) {
    return fault ->
        fault.answer(
            status, Map.of("Content-Type", "application/json", header, value), error(code));
  }

  private static String error(int code) {
    return "{\"code\":" + code + ",\"message\":\"on purpose\"}";
  }

  private static List<String[]> table() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "faults.md")).stream()
        .dropWhile(line -> !line.startsWith("| fault |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
        .map(cells -> Arrays.stream(cells).map(String::strip).toArray(String[]::new))
        .toList();
  }

  static Stream<Case> cases() throws IOException {
    return table().stream()
        .flatMap(
            row ->
                Stream.of(
                    new Case(row[0], OperationClass.READ, false, row[1]),
                    new Case(row[0], OperationClass.READ, true, row[2]),
                    new Case(row[0], OperationClass.IDEMPOTENT, false, row[1]),
                    new Case(row[0], OperationClass.IDEMPOTENT, true, row[2]),
                    new Case(row[0], OperationClass.CREATE, false, row[3]),
                    new Case(row[0], OperationClass.CREATE, true, row[4])))
        .filter(cell -> !cell.expected.equals("-"));
  }

  @Test
  void tableNamesAllFaultsAndNoOthers() throws IOException {
    assertThat(
            table().stream().map(row -> row[0]).filter(name -> !name.equals("no server listens")))
        .containsExactlyInAnyOrderElementsOf(FAULTS.keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void requestsAndResultAreThoseOfTheTable(Case cell) throws IOException {
    long before = number(createPlan(unharmed).execute());
    Function<Faults.Matching, Faults.Rule> fault = FAULTS.get(cell.fault);
    String url = fault == null ? nobody() : server.url().toString();
    String result;
    try (BytebaseClient client =
        builder(url)
            .credentials(
                fault == null
                    ? Credentials.accessToken("t")
                    : Credentials.serviceAccount(
                        server.serviceAccount(), server.serviceAccountSecret()))
            .retry(RetryPolicy.standard().withMaxAttempts(ATTEMPTS))
            .attemptTimeout(Duration.ofMillis(500))
            .maxResponseBytes(MOST_BYTES)
            .sleeper(duration -> {})
            .listener(events::add)
            .build()) {
      if (fault != null) {
        // So that the sign-in is not what fails.
        client.plans().getPlan(plan).execute();
        events.clear();
        int times = cell.always ? Integer.MAX_VALUE : 1;
        Faults.Rule rule =
            fault.apply(server.faults().next(times, verb(cell.kind), path(cell.kind)));
        assertThat(rule.fired()).isZero();
      }
      result = resultOf(call(cell.kind, client));
    } finally {
      server.faults().clear();
    }

    assertThat(attempts(cell.kind) + ", " + result).isEqualTo(cell.expected);
    long made = number(createPlan(unharmed).execute()) - before - 1;
    assertThat(made)
        .as("plans made")
        .isBetween(
            cell.kind == OperationClass.CREATE && result.equals("success") ? 1L : 0L,
            cell.kind == OperationClass.CREATE ? 1L : 0L);
  }

  private static String nobody() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + free.getLocalPort();
    }
  }

  private static String resultOf(ApiCall<?> call) {
    try {
      call.execute();
      return "success";
    } catch (BytebaseException e) {
      return e.getClass().getSimpleName();
    }
  }

  private long attempts(OperationClass kind) {
    String operation = call(kind, unharmed).operation().shortName();
    return events.stream()
        .filter(
            event ->
                event instanceof ClientEvent.AttemptEnded attempt
                    && attempt.operation().equals(operation))
        .count();
  }

  private static String verb(OperationClass kind) {
    return kind == OperationClass.READ ? "GET" : "POST";
  }

  private static String path(OperationClass kind) {
    return switch (kind) {
      case READ -> "/v1/" + plan;
      case IDEMPOTENT -> "/v1/" + plan + "/rollout";
      case CREATE -> "/v1/projects/hr/plans";
    };
  }

  private static ApiCall<?> call(OperationClass kind, BytebaseClient client) {
    return switch (kind) {
      case READ -> client.plans().getPlan(plan);
      case IDEMPOTENT -> client.rollouts().createRollout(plan, new CreateRolloutRequest());
      case CREATE -> createPlan(client);
    };
  }

  private static String createRelease() {
    ReleaseFile file =
        new ReleaseFile()
            .path("1_a.sql")
            .version("1")
            .statement("CREATE TABLE a (id INT);".getBytes(StandardCharsets.UTF_8));
    Release wanted = new Release().type(ReleaseType.VERSIONED).addFilesItem(file);
    return String.valueOf(
        unharmed.releases().createRelease(server.project(), wanted).execute().getName());
  }

  private static ApiCall<Plan> createPlan(BytebaseClient client) {
    PlanSpec spec =
        new PlanSpec()
            .id("spec-1")
            .changeDatabaseConfig(
                new PlanChangeDatabaseConfig().targets(server.targets()).release(release));
    return client.plans().createPlan(server.project(), new Plan().title("x").specs(List.of(spec)));
  }

  private static long number(Plan plan) {
    String name = String.valueOf(plan.getName());
    return Long.parseLong(name.substring(name.lastIndexOf('/') + 1));
  }
}
