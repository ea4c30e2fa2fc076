package io.bytebase4j.gitops.rollout.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.internal.api2026.Dialect2026;
import io.bytebase4j.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand rollouts of a project with five thousand are awaited over HTTP. */
class ThousandWatchersTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void aThousandAreAwaitedWithAboutOneRequestASecond() throws IOException {
    ManualClock clock = new ManualClock(Instant.parse("2026-11-25T10:00:00Z"));
    List<Looker> lookers = new ArrayList<>();
    try (RolloutsOnTheWire server = new RolloutsOnTheWire(clock);
        BytebaseClient client =
            BytebaseClient.builder()
                .serverVersion("2026.8")
                .url(server.url())
                .credentials(Credentials.accessToken("test"))
                .build()) {
      PollerScene scene =
          new PollerScene(clock, new Dialect2026(client, client.server()).rollouts());
      IntStream.rangeClosed(101, 5100).forEach(id -> server.put(id, "NOT_STARTED"));
      clock.pass(SECOND.multipliedBy(60));
      // Every fifth.
      for (int id = 105; id <= 5100; id += 5) {
        lookers.add(scene.watch(id, SECOND.multipliedBy(5)));
      }
      scene.pass(Duration.ofMillis(900));
      List<String> first = server.requests();
      for (int id = 105; id <= 5100; id += 5) {
        if (id % 100 == 0) {
          scene.pass(SECOND);
        }
        server.put(id, "DONE");
      }
      scene.pass(SECOND.multipliedBy(6));

      assertThat(lookers)
          .hasSize(1000)
          .allSatisfy(l -> assertThat(l.told).startsWith("NOT_STARTED").endsWith("DONE"));
      assertThat(scene.looks.isEmpty()).isTrue();
      assertThat(first)
          .hasSize(50)
          .startsWith("/v1/projects/hr/rollouts?pageSize=100")
          .endsWith("/v1/projects/hr/rollouts?pageSize=100&pageToken=4900");
      assertThat(server.requests()).hasSizeBetween(10, 80);
    }
  }
}
