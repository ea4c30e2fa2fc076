package io.bytebase4j.gitops.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.ClientEvent;
import io.bytebase4j.client.OutcomeUnknownException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.client.UnavailableException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.testkit.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers are lost: nothing is made twice. */
@ExtendWith(ReleaseServerExtension.class)
class ReleaseFaultsTest {
  private static final String DOWN = "{\"code\":14,\"message\":\"down\"}";
  private static final String FAILED = "{\"code\":13,\"message\":\"failed to create release\"}";
  private final ReleaseServer server;

  ReleaseFaultsTest(ReleaseServer server) {
    this.server = server;
  }

  /** What happens to an answer of a request that was processed. */
  private enum Lost {
    CLOSED(Faults.Matching::loseAnswer),
    RESET(Faults.Matching::resetAnswer),
    CUT(Faults.Matching::truncateAnswer),
    GARBLED(Faults.Matching::garbleAnswer),
    PAGE(Faults.Matching::htmlAnswer),
    UNAVAILABLE(rule -> rule.replaceAnswer(503, "application/json", DOWN)),
    FAILURE(rule -> rule.replaceAnswer(500, "application/json", FAILED));

    private final Function<Faults.Matching, Faults.Rule> fault;

    Lost(Function<Faults.Matching, Faults.Rule> fault) {
      this.fault = fault;
    }
  }

  @ParameterizedTest
  @EnumSource(Lost.class)
  void whatWasMadeIsFoundWhenItsAnswerIsLost(Lost lost) {
    for (ReleaseReuse reuse : ReleaseReuse.values()) {
      ReleaseRequest request = server.request().withReuse(reuse);
      Faults.Rule rule = lost.fault.apply(server.creates(1));

      ReleaseRef release = server.gitOps().release(request);

      assertThat(rule.fired()).isEqualTo(1);
      assertThat(release.adopted()).isTrue();
      assertThat(release.duplicates()).isEmpty();
      assertThat(release.files()).extracting(ReleasedFile::path).containsExactly("m/1_t.sql");
      assertThat(server.releasesOf(request)).containsExactly("20261123-RC00");
    }
  }

  @Test
  void whatWasMadeIsFoundWhenItsAnswerIsLate() {
    ReleaseRequest request = server.request();
    Faults.Rule held = server.creates(1).holdAnswer();
    // However long the server takes: it is never too early for the next look.
    Sleeper untilMade = wait -> await().until(() -> !server.releasesOf(request).isEmpty());

    ReleaseRef release =
        server
            .gitOps(untilMade, options -> options.attemptTimeout(Duration.ofMillis(500)))
            .release(request);

    held.release();
    assertThat(held.fired()).isEqualTo(1);
    assertThat(release.adopted()).isTrue();
    assertThat(server.releasesOf(request)).containsExactly("20261123-RC00");
  }

  private static Stream<Arguments> lostBefore() {
    return Stream.of(1, 2)
        .flatMap(
            times ->
                Stream.<Function<Faults.Matching, Faults.Rule>>of(
                        Faults.Matching::dropConnection,
                        Faults.Matching::resetConnection,
                        rule -> rule.answer(503, DOWN),
                        rule -> rule.answer(500, FAILED))
                    .map(fault -> Arguments.of(times, fault)));
  }

  @ParameterizedTest
  @MethodSource("lostBefore")
  void whatWasNotMadeIsSentAgainOnceThatIsSure(
      int times, Function<Faults.Matching, Faults.Rule> fault) {
    ReleaseRequest request = server.request();
    List<Duration> waits = new ArrayList<>();
    Faults.Rule rule = fault.apply(server.creates(times));

    ReleaseRef release = server.gitOps(waits::add, options -> options).release(request);

    assertThat(rule.fired()).isEqualTo(times);
    assertThat(release.adopted()).isFalse();
    assertThat(server.releasesOf(request)).containsExactly("20261123-RC00");
    List<String> asked = server.asked();
    assertThat(asked).filteredOn("POST"::equals).hasSize(times + 1);
    assertThat(asked).filteredOn("GET 20261123-RC00"::equals).hasSize(1 + 4 * times);
    assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(7L * times));
  }

  @Test
  void threeSendsAreTheMostAndTheErrorSaysWhatToLookFor() {
    ReleaseRequest request = server.request();
    Faults.Rule down = server.creates(9).answer(503, DOWN);

    ReleaseOutcomeUnknownException unknown =
        catchThrowableOfType(
            ReleaseOutcomeUnknownException.class, () -> server.gitOps().release(request));

    assertThat(down.fired()).isEqualTo(3);
    assertThat(unknown.sends()).isEqualTo(3);
    assertThat(unknown.candidates())
        .singleElement()
        .asString()
        .matches("projects/hr/releases/gitops-[0-9a-f]{12}-20261123-RC00");
    assertThat(unknown)
        .hasMessageContaining(unknown.candidates().get(0))
        .hasMessageContaining("sent 3 times")
        .hasMessageContaining("down")
        .hasCauseInstanceOf(OutcomeUnknownException.class);
    server.bytebase.faults().clear();
    assertThat(server.gitOps().release(request).name()).isEqualTo(unknown.candidates().get(0));
  }

  @Test
  void aFaultThatWillNotPassIsNotTriedAgain() {
    ReleaseRequest request = server.request();
    Faults.Rule page = server.creates(9).answer(200, Map.of("Content-Type", "text/html"), "<html>");

    assertThatExceptionOfType(ReleaseOutcomeUnknownException.class)
        .isThrownBy(() -> server.gitOps().release(request))
        .withMessageContaining("sent once");
    assertThat(page.fired()).isEqualTo(1);
  }

  @Test
  void passingFaultsOfALookAreLivedThrough() {
    ReleaseRequest request = server.request();
    server.creates(1).loseAnswer();
    GitOps gitOps = server.gitOps();
    server.gets(2).answer(503, DOWN);

    assertThat(gitOps.release(request).adopted()).isTrue();
    assertThat(server.releasesOf(request)).hasSize(1);
  }

  @Test
  void aLookThatFailsLeavesTheReleaseInQuestion() {
    ReleaseRequest request = server.request().withReuse(ReleaseReuse.ALWAYS_NEW);
    server.creates(1).loseAnswer();
    server.gets(1).answer(403, "{\"code\":7,\"message\":\"denied: bb.releases.get\"}");

    assertThatExceptionOfType(ReleaseOutcomeUnknownException.class)
        .isThrownBy(() -> server.gitOps().release(request))
        .withMessageContaining("bb.releases.get")
        .withMessageContaining("-20261123-RC00")
        .withCauseInstanceOf(PermissionDeniedException.class);
  }

  @Test
  void aFailureBeforeAnythingIsSentIsPlain() {
    server.gets(1).answer(503, DOWN);

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(
            () ->
                server
                    .gitOps(server.time::pass, options -> options.retry(RetryPolicy.none()))
                    .release(server.request()));
  }

  @Test
  void aRefusalAfterALostAnswerLeavesItOpen() {
    ReleaseRequest request = server.request();
    server.creates(1).dropConnection();
    server.creates(1).answer(403, "{\"code\":7,\"message\":\"denied by now\"}");

    assertThatExceptionOfType(ReleaseOutcomeUnknownException.class)
        .isThrownBy(() -> server.gitOps().release(request))
        .withMessageContaining("denied by now")
        .satisfies(unknown -> assertThat(unknown.sends()).isEqualTo(2));
  }

  @Test
  void anInterruptEndsTheLookAndKeepsTheFlag() {
    ReleaseRequest request = server.request();
    server.creates(1).dropConnection();

    assertThatExceptionOfType(ReleaseOutcomeUnknownException.class)
        .isThrownBy(
            () ->
                server
                    .gitOps(
                        wait -> {
                          throw new InterruptedException();
                        },
                        options -> options)
                    .release(request))
        .withMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aRequestThatComesThroughLateMakesADuplicateThatIsNamedAndNotTaken() {
    ReleaseRequest request = server.request();
    String sql = request.migrations().files().get(0).content().text();
    server.creates(1).dropConnection();
    List<String> late = new ArrayList<>();
    List<Duration> waits = new ArrayList<>();
    // Between the last look and the second send.
    BytebaseClient client =
        server.client(
            waits::add,
            options ->
                options.listener(
                    event -> {
                      if (event instanceof ClientEvent.CallEnded ended
                          && ended.facts().httpMethod().equals("GET")
                          && waits.size() == 3
                          && late.isEmpty()) {
                        late.add(ForeignRelease.make(server, request, sql));
                      }
                    }));

    ReleaseRef release =
        GitOps.using(client).clock(server.time).sleeper(waits::add).build().release(request);

    assertThat(late).containsExactly(release.name());
    assertThat(release.name()).endsWith("-20261123-RC00");
    assertThat(release.adopted()).isTrue();
    assertThat(release.duplicates()).containsExactly(release.name().replace("-RC00", "-RC01"));
    assertThat(server.gitOps().release(request).name()).isEqualTo(release.name());
  }

  @Test
  void whenItCannotBeToldWhichOneToTakeTheErrorNamesTheOneThatWasMade() {
    ReleaseRequest request = server.request();
    ForeignRelease.make(server, request, "SELECT 'other';");
    BytebaseClient client =
        server.client(
            server.time::pass,
            options ->
                options.listener(
                    event -> {
                      if (event instanceof ClientEvent.AttemptEnded ended
                          && ended.httpMethod().equals("POST")
                          && ended.path().endsWith("/releases")) {
                        server.gets(9).answer(503, DOWN);
                      }
                    }));

    assertThatExceptionOfType(ReleaseOutcomeUnknownException.class)
        .isThrownBy(
            () ->
                GitOps.using(client)
                    .clock(server.time)
                    .sleeper(server.time::pass)
                    .build()
                    .release(request))
        .withMessageContaining("-20261123-RC01 was made");
  }
}
