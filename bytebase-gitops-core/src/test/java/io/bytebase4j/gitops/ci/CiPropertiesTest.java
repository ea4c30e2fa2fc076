package io.bytebase4j.gitops.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;

class CiPropertiesTest {
  private static final List<CiCase> CASES = cases();

  private static List<CiCase> cases() {
    try {
      return CiCase.all().toList();
    } catch (java.io.IOException | URISyntaxException e) {
      return Assertions.fail(e);
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
        CASES.stream()
            .flatMap(ci -> ci.variables().keySet().stream())
            .distinct()
            .sorted()
            .toList());
  }

  @Provide
  Arbitrary<String> values() {
    Arbitrary<String> hostile =
        Arbitraries.of(
            "",
            " ",
            "\n",
            "\0",
            "true",
            "True",
            "0",
            "-1",
            "99999999999999999999",
            "..",
            "a/b",
            "a/../b",
            "/",
            "https://u:p@a.example/x y",
            "https://",
            "https://a.example/%zz",
            "https://\u00fc.example/",
            "http://[",
            "javascript:alert(1)",
            "refs/heads/",
            "refs/pull/1/merge",
            "refs/pull/99999999999999999999/merge",
            "pull_request",
            "$(X)",
            "\u001b]0;x\u0007",
            "\ud800",
            "::error::x",
            "##vso[task.complete result=Failed]",
            "TfsGit",
            "GitHub",
            "Git",
            "0123456789abcdef0123456789abcdef01234567",
            "x".repeat(100_000));
    Arbitrary<String> real =
        Arbitraries.of(
            CASES.stream().flatMap(ci -> ci.variables().values().stream()).distinct().toList());
    return Arbitraries.oneOf(hostile, real, Arbitraries.strings().ofMaxLength(60));
  }

  @Provide
  Arbitrary<Map<String, String>> variables() {
    return Arbitraries.maps(names(), values()).ofMaxSize(60);
  }

  @Property(tries = 5000)
  void noVariablesMakeItThrowAndAddressesAndCommitsAreAlwaysSuch(
      @ForAll("variables") Map<String, String> variables, @ForAll CiPlatform platform) {
    CiEnvironment ci = CiEnvironment.detect(variables, platform, CiCase::eventFile);
    CiEnvironment told = CiEnvironment.detect(variables, CiCase::eventFile);

    assertThat(told.platform()).isEqualTo(CiPlatform.of(variables));
    assertThat(FactSheet.of(ci))
        .isEqualTo(FactSheet.of(CiEnvironment.detect(variables, platform, CiCase::eventFile)));
    assertThat(addresses(ci)).allSatisfy(CiPropertiesTest::isSafe);
    assertThat(Stream.of(ci.commit(), ci.checkoutCommit()).flatMap(Optional::stream))
        .allMatch(id -> id.matches("[0-9a-f]{7,64}"));
    assertThat(ci.toString()).doesNotContainPattern("[\\p{Cntrl}]");
    assertThat(ci.notes()).allSatisfy(note -> assertThat(note.toString()).isNotBlank());
  }

  private static Stream<URI> addresses(CiEnvironment ci) {
    return Stream.of(
            ci.repository().flatMap(CiRepository::webUrl),
            ci.pullRequest().flatMap(PullRequest::url),
            ci.pullRequest().flatMap(PullRequest::repository).flatMap(CiRepository::webUrl),
            ci.run().url(),
            ci.run().jobUrl(),
            ci.apiBaseUrl(),
            ci.vcsSource().map(source -> URI.create(source.url())))
        .flatMap(Optional::stream);
  }

  private static void isSafe(URI address) {
    assertThat(address.getScheme()).isIn("http", "https");
    assertThat(address.getHost()).isNotBlank();
    assertThat(address.getRawUserInfo()).isNull();
    assertThat(address.toString()).isPrintable().matches("[\\x21-\\x7e]+");
  }

  @Property(tries = 2000)
  void noEventFileMakesItThrow(@ForAll byte[] bytes) {
    CiCase ci = CiCase.named("github-pull-request");

    assertThat(
            CiEnvironment.detect(ci.variables(), file -> new ByteArrayInputStream(bytes))
                .pullRequest())
        .map(PullRequest::id)
        .contains(12L);
  }

  @Property(tries = 5000)
  void noTextMakesAnAddressThatIsNone(@ForAll("values") String text, @ForAll String part) {
    WebAddress.page(text).ifPresent(CiPropertiesTest::isSafe);
    WebAddress.base(text)
        .map(base -> WebAddress.child(base, part))
        .ifPresent(CiPropertiesTest::isSafe);
  }
}
