package io.bytebase4j.gitops.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseIdTemplate;
import io.bytebase4j.gitops.release.ReleaseRef;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.release.ReleaseReuse;
import io.bytebase4j.gitops.release.ReleasedFile;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Releases as every server must make and find them; runs on the testkit and on real servers. */
@ParameterizedClass
@ArgumentsSource(ContractServers.class)
class ReleaseContractTest {
  private final ContractServer server;
  private GitOps gitOps;

  ReleaseContractTest(ContractServer server) {
    this.server = server;
  }

  @BeforeEach
  void connect() {
    this.gitOps = GitOps.connect(server.url(), server.credentials());
  }

  @AfterEach
  void close() {
    gitOps.close();
  }

  private ReleaseRequest request() {
    String id = server.unique();
    return ReleaseRequest.of(
        server.project(),
        MigrationSet.ofContents(
            Map.of("m/" + id + "_t.sql", MigrationContent.of("SELECT " + id + ";"))));
  }

  @Test
  void theSameContentIsReleasedOnce() {
    ReleaseRequest request = request();

    ReleaseRef first = gitOps.release(request);
    ReleaseRef again = gitOps.release(request);
    ReleaseRef other = gitOps.release(request.withReuse(ReleaseReuse.ALWAYS_NEW));

    assertThat(first.adopted()).isFalse();
    assertThat(again)
        .isEqualTo(
            new ReleaseRef(first.name(), first.files(), first.createTime(), true, List.of()));
    assertThat(other.name()).isNotEqualTo(first.name());
    assertThat(contents(other)).isEqualTo(contents(first));
  }

  // Servers of 2025 keep a content once for each release.
  private static List<String> contents(ReleaseRef release) {
    return release.files().stream().map(file -> file.path() + file.sha256()).toList();
  }

  @Test
  void idsAreMadeByTheTemplateInItsZone() {
    assumeTrue(server.has(ServerFeature.RELEASE_ID_TEMPLATE), "the server numbers releases");
    ReleaseRequest request =
        request()
            .withIdTemplate(
                ReleaseIdTemplate.of("A_b.{timestamp}-{key}-{time}_{iteration}")
                    .inZone(ZoneId.of("Pacific/Kiritimati")));

    ReleaseRef first = gitOps.release(request);

    assertThat(first.name()).matches(".*/A_b\\.\\d{8}_\\d{4}-[0-9a-f]{12}-\\d{4}_00");
    assertThat(gitOps.release(request).name()).isEqualTo(first.name());
  }

  @Test
  void manyWhoReleaseTheSameAtOnceEndWithTheSameRelease()
      throws InterruptedException, ExecutionException {
    ReleaseRequest request = request();
    CyclicBarrier together = new CyclicBarrier(8);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<ReleaseRef> release =
          () -> {
            together.await();
            return gitOps.release(request);
          };
      List<Future<ReleaseRef>> all =
          threads.invokeAll(Stream.generate(() -> release).limit(8).toList());
      String first = gitOps.release(request).name();

      for (Future<ReleaseRef> one : all) {
        assertThat(one.get().name()).isEqualTo(first);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aContentThatTheProjectHasIsNamedAndOneThatItHasNotIsSent() {
    ReleaseRequest request = request();
    String sha256 = request.migrations().files().get(0).content().sha256();
    String sheet = server.has(ServerFeature.SHEET_BY_HASH) ? sha256 : "999999";
    ReleasedFile notThere =
        new ReleasedFile("x", "1", server.project() + "/sheets/" + sheet, sha256);
    ReleaseRef mistaken =
        new ReleaseRef(
            server.project() + "/releases/mistaken",
            List.of(notThere),
            Instant.EPOCH,
            false,
            List.of());

    ReleaseRef first = gitOps.release(request.reusingContentsOf(mistaken));
    ReleaseRef other = gitOps.release(request.withRunKey("2").reusingContentsOf(first.name()));

    assertThat(first.adopted()).isFalse();
    assertThat(other.name()).isNotEqualTo(first.name());
    assertThat(other.files()).isEqualTo(first.files());
  }
}
