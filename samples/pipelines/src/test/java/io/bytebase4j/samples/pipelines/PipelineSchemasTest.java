package io.bytebase4j.samples.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.samples.pipelines.runner.YamlFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pipelines by the schemas of their platforms, which would refuse what is broken. */
class PipelineSchemasTest {
  private static final Map<String, PlatformSchema> SCHEMAS = new HashMap<>();

  private static PlatformSchema schema(String platform) {
    return SCHEMAS.computeIfAbsent(platform, PlatformSchema::of);
  }

  @TestFactory
  Stream<DynamicTest> eachFileIsValid() {
    return SampleFiles.PLATFORMS.stream()
        .flatMap(
            platform ->
                SampleFiles.of(platform).stream()
                    .map(file -> DynamicTest.dynamicTest(name(file), () -> valid(platform, file))));
  }

  private static String name(Path file) {
    return Path.of("").toAbsolutePath().relativize(file).toString();
  }

  private static void valid(String platform, Path file) {
    assertThat(schema(platform).errors(YamlFile.read(file))).isEmpty();
  }

  @Test
  void eachPlatformHasBothKinds() {
    assertThat(SampleFiles.PLATFORMS)
        .allSatisfy(
            platform ->
                assertThat(SampleFiles.of(platform).stream().map(PipelineSchemasTest::name))
                    .anyMatch(file -> file.contains("keyless"))
                    .anyMatch(file -> !file.contains("keyless")));
    assertThat(SampleFiles.all()).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({
    "bitbucket, bitbucket-pipelines.yml, trigger: manual, trigger: sometimes",
    "bitbucket, bitbucket-pipelines.yml, max-time: 60, max-time: an hour",
    "bitbucket, bitbucket-pipelines.yml, capture-on: always, capture-on: often",
    "bitbucket, bitbucket-pipelines.yml, - step:, - stepp:",
    "bitbucket, keyless/bitbucket-pipelines.yml, oidc: true, oidc: please",
    "github, .github/workflows/rollout.yml, timeout-minutes: 60, timeout: 60",
    "github, .github/workflows/rollout.yml, queue: max, queue: all",
    "github, .github/workflows/rollout.yml, steps:, step:",
    "github, .github/workflows/sql-review.yml, pull_request:, pull_requests:",
    "github, keyless/.github/workflows/rollout.yml, id-token: write, id-token: sometimes",
    "gitlab, .gitlab-ci.yml, when: manual, when: sometimes",
    "gitlab, .gitlab-ci.yml, resource_group:, resource_groups:",
    "gitlab, .gitlab-ci.yml, codequality:, code_quality:",
    "gitlab, keyless/.gitlab-ci.yml, aud: bytebase, audience: bytebase",
    "azure, azure-pipelines.yml, timeoutInMinutes: 60, timeout: 60",
    "azure, azure-pipelines.yml, lockBehavior: sequential, lockBehavior: orderly",
    "azure, azure-pipelines.yml, runOnce:, runTwice:",
    "azure, azure-pipelines.yml, - stage: prod, - stages: prod",
  })
  void aBrokenFileIsRefused(String platform, String file, String right, String wrong)
      throws java.io.IOException {
    String text = java.nio.file.Files.readString(SampleFiles.folder(platform, false).resolve(file));
    String broken = text.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
    assertThat(broken).isNotEqualTo(text);

    List<String> errors = schema(platform).errors(YamlFile.parse(broken, file));

    assertThat(errors).as(right + " became " + wrong).isNotEmpty();
  }
}
