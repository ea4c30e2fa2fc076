package io.bytebase4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private static Process launch(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LocalBytebaseMain.class.getName());
    command.addAll(Arrays.asList(args));
    return new ProcessBuilder(command)
        .redirectError(
            args.length > 0 && args[0].equals("--nope")
                ? ProcessBuilder.Redirect.PIPE
                : ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void runsUntilItIsEnded() throws Exception {
    Process process = launch("--port", "0", "--version", "3.9.2");
    ProcessHandle postgres;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      Map<String, String> exports = new TreeMap<>();
      String line = out.readLine();
      while (line != null && line.startsWith("export ")) {
        String[] parts = line.substring("export ".length()).split("=", 2);
        exports.put(parts[0], parts[1].substring(1, parts[1].length() - 1));
        line = out.readLine();
      }
      assertThat(exports)
          .containsOnlyKeys(
              "BYTEBASE_URL",
              "BYTEBASE_SERVICE_ACCOUNT",
              "BYTEBASE_SERVICE_ACCOUNT_SECRET",
              "BYTEBASE_PROJECT",
              "BYTEBASE_TARGETS",
              "JDBC_URL_APP_TEST",
              "JDBC_URL_APP_PROD");
      URI url = URI.create(String.valueOf(exports.get("BYTEBASE_URL")));
      HttpResponse<String> health =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(url.resolve("/healthz")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(health.body()).isEqualTo("OK");
      HttpResponse<String> info =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(url.resolve("/v1/actuator/info")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(info.body()).contains("\"version\":\"3.9.2\"");
      postgres = PostgresProcess.of(String.valueOf(exports.get("JDBC_URL_APP_TEST")));
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    Await.until(postgres::isAlive, alive -> !alive);
  }

  @Test
  void aWrongOptionEndsWithCode2() throws Exception {
    Process process = launch("--nope");
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(errors).contains("unknown option --nope").contains("usage:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port",
        "--port x",
        "--port 65536",
        "--port -1",
        "--port 1 2",
        "8080",
        "--version"
      })
  void refusesWrongArguments(String args) {
    assertThatThrownBy(
            () -> LocalBytebaseMain.port(LocalBytebaseMain.options(List.of(args.split(" ")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(--(port|version) needs|unknown option).*");
  }

  @Test
  void takesAPortAndAVersion() {
    assertThat(LocalBytebaseMain.port(Map.of())).isZero();
    Map<String, String> options =
        LocalBytebaseMain.options(List.of("--version", "3.6.2", "--port", "8080"));
    assertThat(LocalBytebaseMain.port(options)).isEqualTo(8080);
    assertThat(options).containsEntry("--version", "3.6.2");
  }
}
