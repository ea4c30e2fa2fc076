package io.bytebase4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sends what was recorded with the servers of 2025 to a {@link LocalBytebase}, in the order of the
 * recording and with its numbers, and compares what comes back.
 */
@ExtendWith(LocalBytebaseExtension.class)
class Replay2025Test {

  /**
   * Has CREATE TABLE wait for the lock 1 and INSERT INTO t2 for the lock 2, so that a task run is
   * seen at work.
   */
  private static final String GUARD =
      """
      CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_advisory_xact_lock(2); RETURN NEW; END';
      CREATE FUNCTION guard() RETURNS event_trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_advisory_xact_lock(1);
           EXECUTE ''CREATE TRIGGER hold BEFORE INSERT ON t2 EXECUTE FUNCTION hold()''; END';
      CREATE EVENT TRIGGER guard ON ddl_command_end WHEN TAG IN ('CREATE TABLE')
        EXECUTE FUNCTION guard();
      SELECT pg_advisory_lock(1), pg_advisory_lock(2);
      """;

  private static LocalPostgres postgres;

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  /** A server, and the exchanges that are still to be sent. */
  private static final class Recording implements AutoCloseable {
    final LocalBytebase bytebase;
    final Client2025 client;
    final Map<Integer, Fixture> fixtures;
    final Set<Integer> sent = new TreeSet<>();

    Recording(String version, String age, String prefix) {
      fixtures = Fixture.all(age);
      bytebase =
          LocalBytebase.builder()
              .version(version)
              .postgres(postgres)
              .database("test", "test-pg", prefix + "_test")
              .database("prod", "prod-pg", prefix + "_prod")
              .start();
      client = new Client2025(bytebase);
    }

    void replay(int from, int to) {
      for (int number = from; number <= to; number++) {
        replay(number);
      }
    }

    void replay(int number) {
      Fixture fixture = Objects.requireNonNull(fixtures.get(number));
      String body = fixture.body().replace("REDACTED_SECRET", bytebase.serviceAccountSecret());
      Reply reply = client.http.send(fixture.method(), fixture.path(), body);
      assertThat(reply.status())
          .as("status of %s: %s", fixture, reply.text())
          .isEqualTo(fixture.status());
      assertThat(normal(JsonParser.parseString(reply.text())))
          .as("body of %s", fixture)
          .isEqualTo(normal(fixture.expectedBody()));
      sent.add(number);
    }

    void requireAllSentBut(Integer... numbers) {
      Set<Integer> all = new TreeSet<>(fixtures.keySet());
      all.removeAll(List.of(numbers));
      assertThat(sent).isEqualTo(all);
    }

    @Override
    public void close() {
      bytebase.close();
    }
  }

  /** Without what differs from run to run: times, ids that are no numbers, the token. */
  private static JsonElement normal(JsonElement body) {
    return JsonParser.parseString(
        SpacedJson.write(body)
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
            .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID")
            .replaceAll("\"token\": \"[^\"]*\"", "\"token\": \"TOKEN\"")
            .replaceAll("\"workspaceId\": \"[^\"]*\"", "\"workspaceId\": \"WORKSPACE\"")
            .replaceAll("\"deployId\": \"[0-9a-f]{8}\"", "\"deployId\": \"DEPLOY\""));
  }

  @Test
  void august() throws SQLException {
    try (Recording recording = new Recording("3.9.2", "2025-08", "app3")) {
      Client2025 client = recording.client;
      String test = recording.bytebase.targets().get(0);
      List<String> targets = List.of(test);
      Reply before = client.rollOut(targets, two("0.1", "0.2"));
      client.run(Client2025.tasks(before, 0));
      client.await(before, 0, "DONE", "DONE");
      recording.replay(1, 11);
      try (Connection connection = recording.bytebase.dataSource(test).getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(GUARD);
        recording.replay(12, 14);
        statement.execute("SELECT pg_advisory_unlock(1)");
        Reply rollout = client.get("projects/hr/rollouts/102");
        client.await(rollout, 0, "DONE", "RUNNING");
        recording.replay(16);
        statement.execute("SELECT pg_advisory_unlock(2)");
        client.await(rollout, 0, "DONE", "DONE");
        statement.execute("DROP EVENT TRIGGER guard");
      }
      recording.replay(17, 20);
      planOfAFileThatFails(client, test);
      recording.replay(21);
      Reply rollout = client.get("projects/hr/rollouts/103");
      client.run(Client2025.tasks(rollout, 0));
      client.await(rollout, 0, "FAILED");
      recording.replay(22, 28);
      // 15: the real server looks for what can start each five seconds only
      recording.requireAllSentBut(15);
    }
  }

  private static String[] two(String first, String second) {
    return new String[] {Client2025.ddl(first, "SELECT 1;"), Client2025.ddl(second, "SELECT 2;")};
  }

  private static void planOfAFileThatFails(Client2025 client, String target) {
    String release = client.release(Client2025.ddl("1", "SELECT * FROM nope;"));
    String plan =
        """
        {"title": "p", "specs": [{"id": "51111111-1111-5111-8111-111111111111",\
         "changeDatabaseConfig": {"targets": ["%s"], "release": "%s"}}]}"""
            .formatted(target, release);
    assertThat(client.http.post("/v1/projects/hr/plans", plan).at("name"))
        .isEqualTo("projects/hr/plans/103");
  }

  @Test
  void may() {
    try (Recording recording = new Recording("3.6.2", "2025-05", "app2")) {
      Client2025 client = recording.client;
      List<String> targets = List.of(recording.bytebase.targets().get(0));
      client.rollOut(targets, two("0.1", "0.2"));
      recording.replay(1, 10);
      client.await(client.get("projects/hr/rollouts/102"), 0, "DONE", "DONE");
      recording.replay(11, 13);
      String sql = "CREATE TABLE zz (id SERIAL PRIMARY KEY);";
      client.plan(client.release(Client2025.ddl("99", sql)), targets);
      recording.replay(14);
      Reply rollout = client.get("projects/hr/rollouts/103");
      client.run(Client2025.tasks(rollout, 0));
      recording.replay(15);
      client.await(rollout, 0, "DONE");
      recording.replay(16, 17);
      recording.requireAllSentBut();
    }
  }
}
