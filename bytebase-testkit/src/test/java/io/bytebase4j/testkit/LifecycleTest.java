package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.TEST;
import static io.bytebase4j.testkit.TestClient.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is left of a server that was closed: nothing. */
class LifecycleTest {

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void leavesNothingBehind() throws SQLException {
    Set<Thread> before = threads();
    LocalBytebase bytebase = LocalBytebase.start();
    TestClient client = TestClient.serviceAccount(bytebase);
    String task =
        client
            .rollOut(List.of(TEST), file("m/1.sql", "1", "SELECT pg_sleep(600);"))
            .at("stages.0.tasks.0.name");
    client.runTo(task, "RUNNING");
    assertThat(threads().stream().filter(t -> t.getName().startsWith("bytebase-testkit")))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
    bytebase.faults().next(1, "GET", "/v1/actuator/info").holdAnswer();
    Thread held = new Thread(() -> hold(client), "held");
    held.start();
    Await.until(bytebase::requests, r -> r.get(r.size() - 1).path().endsWith("info"));
    String jdbcUrl = bytebase.jdbcUrl(TEST);
    ProcessHandle postgres = PostgresProcess.of(jdbcUrl);
    assertThat(postgres.isAlive()).isTrue();

    bytebase.close();
    bytebase.close();

    Await.until(LifecycleTest::threads, now -> survivors(now, before).isEmpty());
    Await.until(postgres::isAlive, alive -> !alive);
    assertThatThrownBy(() -> connect(jdbcUrl)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> client.get("/healthz")).isInstanceOf(AssertionError.class);
  }

  private static void hold(TestClient client) {
    try {
      client.trySend("GET", "/v1/actuator/info", "");
    } catch (java.io.IOException closed) {
      assertThat(closed).isNotNull();
    }
  }

  /**
   * Threads of ours, and any that would keep the JVM alive; the test's own HTTP client has some
   * that end later.
   */
  private static List<Thread> survivors(Set<Thread> now, Set<Thread> before) {
    return now.stream()
        .filter(t -> !before.contains(t) && !t.getName().startsWith("awaitility"))
        .filter(t -> t.getName().startsWith("bytebase-testkit") || !t.isDaemon())
        .toList();
  }

  private static void connect(String jdbcUrl) throws SQLException {
    try (Connection connection = java.sql.DriverManager.getConnection(jdbcUrl)) {
      assertThat(connection.isValid(1)).isFalse();
    }
  }

  @Test
  void severalShareOnePostgresWithoutKnowingOfEachOther() throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start()) {
      LocalBytebase first = LocalBytebase.builder().postgres(postgres).start();
      try (LocalBytebase second = LocalBytebase.builder().postgres(postgres).start()) {
        assertThat(first.url()).isNotEqualTo(second.url());
        assertThat(first.serviceAccountSecret())
            .startsWith("bbs_")
            .isNotEqualTo(second.serviceAccountSecret());
        TestClient stranger =
            TestClient.withToken(second, TestClient.serviceAccount(first).token());
        assertThat(stranger.get("/v1/actuator/info").message()).isEqualTo("failed to parse claim");
        String jdbcUrl = first.jdbcUrl(TEST);
        first.close();
        assertThatThrownBy(() -> connect(jdbcUrl)).hasMessageContaining("does not exist");
        try (Connection connection = second.dataSource(TEST).getConnection()) {
          assertThat(connection.isValid(1)).isTrue();
        }
      }
    }
  }

  @Test
  void aTakenPortIsSaidAndNothingIsLeft() {
    try (LocalPostgres postgres = LocalPostgres.start();
        LocalBytebase first = LocalBytebase.builder().postgres(postgres).start()) {
      LocalBytebaseBuilder second =
          LocalBytebase.builder().postgres(postgres).port(first.url().getPort());
      assertThatThrownBy(second::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(String.valueOf(first.url().getPort()));
    }
  }
}
