package io.bytebase4j.gitops.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.gitops.GitOps;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Releases are made once and found again. */
@ExtendWith(ReleaseServerExtension.class)
class ReleasePublisherTest {
  private final ReleaseServer server;

  ReleasePublisherTest(ReleaseServer server) {
    this.server = server;
  }

  private void itIs(String time) {
    server.time.pass(Duration.between(server.time.instant(), Instant.parse(time)));
  }

  @Test
  void aReleaseThatIsNewCostsOneLookForEachOfTwoDays() {
    ReleaseRef release = server.gitOps().release(server.request());

    assertThat(release.name()).matches("projects/hr/releases/gitops-[0-9a-f]{12}-20261123-RC00");
    assertThat(release.adopted()).isFalse();
    assertThat(release.duplicates()).isEmpty();
    assertThat(server.asked()).containsExactly("GET 20261122-RC00", "GET 20261123-RC00", "POST");
  }

  @Test
  void theSameAgainIsTheSameReleaseForWhoeverAsks() {
    ReleaseRequest request = server.request();
    ReleaseRef first = server.gitOps().release(request);
    server.asked();

    ReleaseRef again = server.gitOps().release(request);

    assertThat(again)
        .isEqualTo(
            new ReleaseRef(first.name(), first.files(), first.createTime(), true, List.of()));
    assertThat(server.asked()).containsExactly("GET 20261122-RC00", "GET 20261123-RC00");
  }

  @Test
  void aReleaseOfYesterdayIsFoundAndOneOfTheDayBeforeIsNot() {
    ReleaseRequest request = server.request();
    GitOps gitOps = server.gitOps();
    ReleaseRef first = gitOps.release(request);

    itIs("2026-11-24T23:00:00Z");
    assertThat(server.gitOps().release(request).name()).isEqualTo(first.name());
    itIs("2026-11-25T23:00:00Z");
    assertThat(server.gitOps().release(request.withLookBack(Duration.ofDays(2))).name())
        .isEqualTo(first.name());
    ReleaseRef later = server.gitOps().release(request);
    assertThat(later.name()).endsWith("-20261125-RC00");
    assertThat(later.adopted()).isFalse();
  }

  @Test
  void nearMidnightTheDayThatTheServersClockMayShowIsLookedAtToo() {
    itIs("2026-11-23T23:57:00Z");
    server.gitOps().release(server.request());
    assertThat(server.asked())
        .containsExactly("GET 20261122-RC00", "GET 20261123-RC00", "GET 20261124-RC00", "POST");

    itIs("2026-11-24T00:03:00Z");
    server.gitOps().release(server.request());
    assertThat(server.asked())
        .containsExactly("GET 20261122-RC00", "GET 20261123-RC00", "GET 20261124-RC00", "POST");
  }

  @Test
  void theDayIsThatOfTheTemplatesZone() {
    itIs("2026-11-23T20:00:00Z");
    ReleaseIdTemplate template =
        ReleaseIdTemplate.prefixed("shop.").inZone(ZoneId.of("Asia/Tokyo"));

    ReleaseRef release = server.gitOps().release(server.request().withIdTemplate(template));

    assertThat(release.name()).matches("projects/hr/releases/shop.[0-9a-f]{12}-20261124-RC00");
  }

  @Test
  void aTemplateWithMinutesFindsWhatIsMinutesOld() {
    ReleaseRequest request =
        server
            .request()
            .withIdTemplate(ReleaseIdTemplate.of("{timestamp}-{key}-{time}{iteration}"));
    ReleaseRef first = server.gitOps().release(request);
    assertThat(first.name()).matches(".*/20261123_1200-[0-9a-f]{12}-120000");

    server.time.pass(Duration.ofMinutes(9));
    assertThat(server.gitOps().release(request).name()).isEqualTo(first.name());
    server.time.pass(Duration.ofMinutes(30));
    assertThat(server.gitOps().release(request).adopted()).isFalse();
  }

  @Test
  void otherFilesTargetsAndRunsAreOtherReleases() {
    GitOps gitOps = server.gitOps();
    ReleaseRequest request = server.request();
    List<String> targets = server.bytebase.targets();
    List<String> names =
        List.of(
                request,
                request.withRunKey("build 7"),
                request.withRunKey("build 8"),
                request.forTargets(targets),
                request.forTargets(targets.subList(0, 1)),
                server.request())
            .stream()
            .map(gitOps::release)
            .map(ReleaseRef::name)
            .toList();

    assertThat(names).doesNotHaveDuplicates();
    assertThat(names).allMatch(name -> name.endsWith("-RC00"));
    assertThat(gitOps.release(request.forTargets(List.of(targets.get(1), targets.get(0)))).name())
        .isEqualTo(names.get(3));
  }

  @Test
  void alwaysNewMakesAReleaseOfItsOwnWithoutALook() {
    GitOps gitOps = server.gitOps();
    ReleaseRequest request = server.request();
    String first = gitOps.release(request).name();
    server.asked();

    ReleaseRef one = gitOps.release(request.withReuse(ReleaseReuse.ALWAYS_NEW));
    ReleaseRef other = gitOps.release(request.withReuse(ReleaseReuse.ALWAYS_NEW));

    assertThat(List.of(first, one.name(), other.name())).doesNotHaveDuplicates();
    assertThat(one.adopted()).isFalse();
    assertThat(server.asked()).containsExactly("POST", "POST");
    assertThat(gitOps.release(request).name()).isEqualTo(first);
  }

  @Test
  void aReleaseOfOtherContentUnderTheIdIsSteppedOver() {
    GitOps gitOps = server.gitOps();
    ReleaseRequest request = server.request();
    ForeignRelease.make(server, request, "SELECT 'foreign';");

    ReleaseRef release = gitOps.release(request);

    assertThat(release.name()).endsWith("-20261123-RC01");
    assertThat(release.adopted()).isFalse();
    assertThat(release.duplicates()).isEmpty();
    assertThat(gitOps.release(request).name()).isEqualTo(release.name());
  }

  @Test
  void whatIsRefusedIsPlain() {
    server
        .creates(1)
        .answer(403, "{\"code\":7,\"message\":\"permission denied: bb.releases.create\"}");
    assertThatExceptionOfType(PermissionDeniedException.class)
        .isThrownBy(() -> server.gitOps().release(server.request()));

    server.gets(1).answer(403, "{\"code\":7,\"message\":\"permission denied: bb.releases.get\"}");
    assertThatExceptionOfType(PermissionDeniedException.class)
        .isThrownBy(() -> server.gitOps().release(server.request()))
        .withMessageContaining("bb.releases.get");
    assertThat(server.asked()).filteredOn("POST"::equals).hasSize(1);
  }

  @Test
  void anAddressThatKnowsNoReleasesIsNoSignThatThereAreNone() {
    server.gets(1).answer(404, "{\"code\":2,\"message\":\"Not Found\"}");

    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> server.gitOps().release(server.request()));
    assertThat(server.asked()).doesNotContain("POST");
  }
}
