package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.PROD;
import static io.bytebase4j.testkit.TestClient.TEST;
import static io.bytebase4j.testkit.TestClient.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalBytebaseExtension.class)
class ConcurrencyTest {

  private static final int CLIENTS = 16;

  private final ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);

  @AfterEach
  void end() {
    pool.shutdownNow();
  }

  private <T> List<T> atOnce(Supplier<T> work) throws InterruptedException, ExecutionException {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<T>> futures =
        IntStream.range(0, CLIENTS)
            .mapToObj(
                i ->
                    pool.submit(
                        () -> {
                          start.await();
                          return work.get();
                        }))
            .toList();
    start.countDown();
    List<T> results = new java.util.ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  @Test
  void nothingRunsTwice(LocalBytebase bytebase) throws Exception {
    TestClient client = TestClient.serviceAccount(bytebase);
    Reply rollout =
        client.rollOut(
            List.of(TEST, PROD),
            file("m/1.sql", "1", "CREATE TABLE t (id SERIAL PRIMARY KEY);"),
            file("m/2.sql", "2", "INSERT INTO t DEFAULT VALUES;"));
    String test = rollout.at("stages.0.tasks.0.name");
    String prod = rollout.at("stages.1.tasks.0.name");
    atOnce(
        () -> {
          client.run(test);
          return client.run(prod).status();
        });
    for (String task : List.of(test, prod)) {
      assertThat(client.await(task, "DONE").json().getAsJsonArray("taskRuns")).hasSize(1);
    }
    assertThat(count(bytebase, "SELECT count(*) FROM t")).isEqualTo(1);
  }

  @Test
  void everyReleaseHasItsOwnIteration(LocalBytebase bytebase) throws Exception {
    TestClient client = TestClient.serviceAccount(bytebase);
    List<String> names = atOnce(() -> client.createRelease(file("m/1.sql", "1", "SELECT 1;")));
    assertThat(names).doesNotHaveDuplicates().allMatch(n -> n.matches(".*-RC(0\\d|1[0-5])"));
  }

  @Test
  void aRolloutIsMadeOnce(LocalBytebase bytebase) throws Exception {
    TestClient client = TestClient.serviceAccount(bytebase);
    String release = client.createRelease(file("m/1.sql", "1", "SELECT 1;"));
    String plan = client.createPlan(release, TEST);
    List<String> tasks =
        atOnce(() -> client.post("/v1/" + plan + "/rollout", "{}").at("stages.0.tasks.0.name"));
    assertThat(tasks).containsOnly(tasks.get(0));
  }

  @Test
  void plansOfOneDatabaseRunOneAfterTheOther(LocalBytebase bytebase) throws Exception {
    TestClient client = TestClient.serviceAccount(bytebase);
    client.runTo(
        client
            .rollOut(List.of(TEST), file("m/0.sql", "0", "CREATE TABLE runs (id int)"))
            .at("stages.0.tasks.0.name"),
        "DONE");
    java.util.concurrent.atomic.AtomicInteger version =
        new java.util.concurrent.atomic.AtomicInteger();
    // The first statement fails if another run, whose transaction holds the lock, is under way.
    String sql =
        "DO $$ BEGIN ASSERT pg_try_advisory_xact_lock(42); END $$;"
            + " INSERT INTO runs SELECT generate_series(1, 1000); DELETE FROM runs;";
    List<String> tasks =
        atOnce(
            () -> {
              String v = String.valueOf(version.incrementAndGet());
              String task =
                  client
                      .rollOut(List.of(TEST), file("m/" + v + ".sql", v, sql))
                      .at("stages.0.tasks.0.name");
              client.run(task);
              return task;
            });
    tasks.forEach(task -> client.await(task, "DONE"));
  }

  @Test
  void checksDoNotDisturbEachOther(LocalBytebase bytebase) throws Exception {
    TestClient client = TestClient.serviceAccount(bytebase);
    List<String> answers =
        atOnce(
            () ->
                client
                    .check(
                        bytebase.targets(),
                        file("m/1.sql", "1", "CREATE TABLE t (id int PRIMARY KEY, n text);"))
                    .text());
    assertThat(answers).containsOnly(answers.get(0));
    assertThat(answers.get(0)).contains("COLUMN_NO_NULL").doesNotContain("DDL simulation");
  }

  private static int count(LocalBytebase bytebase, String sql) throws SQLException {
    try (Connection connection = bytebase.dataSource(TEST).getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    }
  }
}
