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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalBytebaseExtension.class)
class HappyPathTest {

  @Test
  void takesAMigrationFromCheckToProd(LocalBytebase bytebase) throws SQLException {
    TestClient client = TestClient.serviceAccount(bytebase);
    String first = file("m/1.sql", "1", "CREATE TABLE t (id INT PRIMARY KEY);");
    String second = file("m/2.sql", "2", "INSERT INTO t VALUES (1), (2);");

    assertThat(client.check(bytebase.targets(), first, second).at("riskLevel")).isEqualTo("LOW");
    Reply rollout = client.rollOut(bytebase.targets(), first, second);
    for (int stage = 0; stage < 2; stage++) {
      String task = rollout.at("stages." + stage + ".tasks.0.name");
      assertThat(client.runTo(task, "DONE").at("taskRuns.0.status")).isEqualTo("DONE");
    }

    for (String target : List.of(TEST, PROD)) {
      assertThat(count(bytebase, target, "SELECT count(*) FROM t")).isEqualTo(2);
    }
    assertThat(client.check(bytebase.targets(), first, second).text()).isEqualTo("{}");
  }

  private static int count(LocalBytebase bytebase, String target, String sql) throws SQLException {
    try (Connection connection = bytebase.dataSource(target).getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    }
  }
}
