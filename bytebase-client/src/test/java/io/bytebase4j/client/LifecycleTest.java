package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.bytebase4j.client.api.SettingService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LifecycleTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @RegisterExtension
  static final WireMockExtension OTHER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @BeforeEach
  void answerEverything() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    OTHER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
  }

  private static void call(BytebaseClient client) {
    client.plans().getPlan("projects/hr/plans/1").execute();
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        // While one is at work, OkHttp has it carry the address of the request as its name.
        .filter(thread -> thread.getName().matches("bytebase4j.*|OkHttp http.*"))
        .collect(Collectors.toSet());
  }

  @Test
  void closedClientLeavesNoThread() throws InterruptedException {
    Set<Thread> before = threads();
    BytebaseClient client = TestClients.withToken(SERVER.baseUrl());
    call(client);
    Set<Thread> own = threads();
    own.removeAll(before);
    assertThat(own).isNotEmpty().allMatch(Thread::isDaemon);

    client.close();

    for (Thread thread : own) {
      thread.join(); // ends the test by its time-out if the thread stays
    }
    assertThat(threads()).doesNotContainAnyElementsOf(own);
  }

  @Test
  void closedClientSaysSoAndSendsNothing() {
    BytebaseClient client = TestClients.accountBuilder(SERVER.baseUrl()).build();
    client.close();
    client.close();

    assertThatThrownBy(() -> call(client))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this BytebaseClient is closed; build another one");
    assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).isEmpty();
  }

  @Test
  void closingOneClientLeavesAnotherOfTheSameServerAtWork() {
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      BytebaseClient closed = TestClients.withToken(SERVER.baseUrl());
      call(closed);
      closed.close();

      call(client);
    }

    assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).hasSize(2);
  }

  @Test
  void twoClientsToTwoServersDoNotMix() {
    SERVER.stubFor(post(urlEqualTo("/v1/auth/login")).willReturn(okJson("{\"token\":\"one\"}")));
    OTHER.stubFor(post(urlEqualTo("/v1/auth/login")).willReturn(okJson("{\"token\":\"two\"}")));
    try (BytebaseClient one =
            BytebaseClient.builder()
                .url(SERVER.baseUrl())
                .credentials(Credentials.serviceAccount("one@x.y", "key-1"))
                .build();
        BytebaseClient two =
            BytebaseClient.builder()
                .url(OTHER.baseUrl())
                .credentials(Credentials.serviceAccount("two@x.y", "key-2"))
                .build()) {
      call(one);
      call(two);
      call(one);
      two.service(SettingService::new).getSetting("settings/X").execute();
    }

    assertThat(tokens(SERVER)).containsExactlyInAnyOrder("Bearer one", "Bearer one");
    assertThat(tokens(OTHER)).containsExactlyInAnyOrder("Bearer two", "Bearer two");
    assertThat(bodies(SERVER)).contains("key-1").doesNotContain("key-2");
    assertThat(bodies(OTHER)).contains("key-2").doesNotContain("key-1");
  }

  private static List<String> tokens(WireMockExtension server) {
    return server.findAll(anyRequestedFor(anyUrl())).stream()
        .filter(request -> request.containsHeader("Authorization"))
        .map(request -> request.getHeader("Authorization"))
        .toList();
  }

  private static String bodies(WireMockExtension server) {
    return server.findAll(anyRequestedFor(anyUrl())).stream()
        .map(LoggedRequest::getBodyAsString)
        .collect(Collectors.joining());
  }

  @Test
  void everyServiceOfTheClientIsBoundToIt() {
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      client.actuator().getActuatorInfo().execute();
      client.databases().getDatabase("instances/a/databases/b").execute();
      client.databaseGroups().getDatabaseGroup("projects/hr/databaseGroups/g").execute();
      client.issues().getIssue("projects/hr/issues/1").execute();
      client.projects().getProject("projects/hr").execute();
      client.releases().getRelease("projects/hr/releases/r").execute();
      client.revisions().listRevisions("instances/a/databases/b").execute();
      client.rollouts().getRollout("projects/hr/plans/1/rollout").execute();
      client.sheets().getSheet("projects/hr/sheets/s").execute();
      client.auth().logout().execute();
    }

    assertThat(tokens(SERVER)).hasSize(10).containsOnly("Bearer " + TestClients.TOKEN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void programThatReturnsFromMainEndsWhetherItsClientIsClosedOrNot(
      boolean closed, @TempDir Path folder) throws Exception {
    Path output = folder.resolve("output.txt");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OneCall.class.getName(),
                SERVER.baseUrl(),
                Boolean.toString(closed))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      // Threads that are no daemons would hold it for a minute.
      boolean ended = program.waitFor(20, TimeUnit.SECONDS);
      Instant end = Instant.now();

      String printed = Files.readString(output);
      assertThat(ended).as(printed).isTrue();
      assertThat(program.exitValue()).as(printed).isZero();
      assertThat(printed).contains("answer Plan{", "lasting threads []");
      String mainEnds = printed.substring(printed.indexOf("main ends ") + 10).strip();
      assertThat(Duration.between(Instant.parse(mainEnds), end)).isLessThan(Duration.ofSeconds(2));
    } finally {
      program.destroyForcibly();
    }
  }
}
