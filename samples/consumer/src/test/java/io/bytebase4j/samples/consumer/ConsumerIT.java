package io.bytebase4j.samples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.samples.consumer.Consumer.Ended;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user's program, built by itself from what the build makes, does what the README says. */
@ExtendWith(LocalBytebaseExtension.class)
class ConsumerIT {
  private static final Path SOURCE =
      Path.of("src/it/readme-example/src/main/java/com/example/ReadmeExample.java");
  private static final Path POM = Path.of("src/it/readme-example/pom.xml");
  private static final Path README = Path.of("../../README.md");
  private static final String PROVIDER = "slf4j-simple";

  /** OkHttp would keep a program for a minute, if its threads were not those of a daemon. */
  private static final long AT_ONCE_MILLIS = 20_000;

  @TempDir private Path repository;

  @BeforeEach
  void migrations() throws IOException {
    Path folder = Files.createDirectories(repository.resolve("migration"));
    Files.writeString(
        folder.resolve("1_create.sql"), "CREATE TABLE consumer (id INT PRIMARY KEY, n INT);");
    Files.writeString(folder.resolve("2_fill.sql"), "INSERT INTO consumer VALUES (1, 41), (2, 1);");
  }

  private static Map<String, String> environment(LocalBytebase server) {
    return new HashMap<>(
        Map.of(
            "BYTEBASE_URL", server.url().toString(),
            "BYTEBASE_SERVICE_ACCOUNT", server.serviceAccount(),
            "BYTEBASE_SERVICE_ACCOUNT_SECRET", server.serviceAccountSecret()));
  }

  static Collection<Jdk> jdks() {
    return Jdk.toRunOn();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void rollsOutAndEnds(Jdk jdk, LocalBytebase server) throws Exception {
    Ended ended = Consumer.run(jdk, jar -> true, environment(server), repository);

    assertThat(ended.err()).isEmpty();
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).endsWith("done");
    assertThat(ended.afterTheLastLine()).isLessThan(AT_ONCE_MILLIS);
    assertThat(server.targets()).hasSize(2);
    for (String target : server.targets()) {
      assertThat(sum(server, target)).isEqualTo(42);
    }
  }

  private static int sum(LocalBytebase server, String target) throws SQLException {
    try (Connection connection = server.dataSource(target).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sum(n) FROM consumer")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  @Test
  void withoutAProviderOfTheLogOnlySlf4jSaysSo(LocalBytebase server) throws Exception {
    Ended ended =
        Consumer.run(
            Jdk.running(),
            jar -> !Consumer.artifact(jar).equals(PROVIDER),
            environment(server),
            repository);

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err().lines()).isNotEmpty().allMatch(line -> line.startsWith("SLF4J(W): "));
  }

  @Test
  void endsWithWhatWentWrong(LocalBytebase server) throws Exception {
    Map<String, String> environment = environment(server);
    environment.put("BYTEBASE_SERVICE_ACCOUNT_SECRET", "bbs_a-wrong-key");

    Ended ended = Consumer.run(Jdk.running(), jar -> true, environment, repository);

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .contains("UnauthenticatedException", server.serviceAccount())
        .doesNotContain("bbs_a-wrong-key");
    assertThat(ended.afterTheLastLine()).isLessThan(AT_ONCE_MILLIS);
  }

  @Test
  void needsWhatTheReadmeSaysAndNothingElse() throws IOException {
    Matcher paragraph =
        Pattern.compile("(?s)\nAt run time .*?\n\n").matcher(Files.readString(README));
    assertThat(paragraph.find()).isTrue();
    List<String> told =
        Pattern.compile("`([^`]+)`")
            .matcher(paragraph.group())
            .results()
            .map(m -> m.group(1))
            .toList();

    assertThat(Consumer.runtimeJars())
        .allMatch(Files::isRegularFile)
        .extracting(Consumer::artifact)
        .filteredOn(name -> !name.equals(PROVIDER))
        .containsExactlyInAnyOrderElementsOf(told);
  }

  @Test
  void isTheFirstExampleOfTheReadme() throws IOException {
    String source = Files.readString(SOURCE);
    String begin = "    // begin README\n";
    String example =
        source.substring(
            source.indexOf(begin) + begin.length(), source.indexOf("    // end README"));
    String readme = Files.readString(README);
    String first = readme.substring(readme.indexOf("```java\n") + "```java\n".length());

    assertThat(first.substring(0, first.indexOf("```"))).isEqualTo(example.indent(-4));
  }

  /** So that building it fetches no other ones. */
  @Test
  void takesTheVersionsOfPluginsThatTheBuildTakes() throws IOException {
    Pattern version =
        Pattern.compile("<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>([^<]+)<");
    List<String> ofTheBuild =
        version
            .matcher(Files.readString(Path.of("../../pom.xml")))
            .results()
            .map(m -> m.group(1) + m.group(2))
            .toList();

    assertThat(version.matcher(Files.readString(POM)).results().map(m -> m.group(1) + m.group(2)))
        .hasSize(4)
        .isSubsetOf(ofTheBuild);
  }
}
