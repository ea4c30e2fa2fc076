package io.bytebase4j.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

  @ParameterizedTest
  @CsvSource({
    "/v1/actuator/info, /v1/actuator/info, /v1/actuator/info",
    "/v1/{parent=projects/*}/releases:check, /v1/{parent}/releases:check,"
        + " /v1/projects/{project}/releases:check",
    "/v1/{name=projects/*/releases/*}, /v1/{releaseName},"
        + " /v1/projects/{project}/releases/{release}",
    "/v1/{name=projects/*/plans/*/rollout}, /v1/{rolloutName},"
        + " /v1/projects/{project}/plans/{plan}/rollout",
    "/v1/{plan.name=projects/*/plans/*}, /v1/{planName}, /v1/projects/{project}/plans/{plan}",
    "/v1/{resource=projects/*}:getIamPolicy, /v1/{projectName}:getIamPolicy,"
        + " /v1/projects/{project}:getIamPolicy",
    "/v1/{name=users/*}, /v1/{userName}, /v1/users/{user}",
    "/v1/{workspace}/members, /v1/{workspace}/members, /v1/{workspace}/members",
    "/v1/idps/*:test, /v1/idps/{idp}:test, /v1/idps/{idp}:test",
    "/v1/{name=savedQueries/*}, /v1/{savedQueryName}, /v1/savedQueries/{savedQuery}"
  })
  void bothFormsOfAPath(String template, String withNames, String withSegments) {
    assertThat(PathTemplate.parse(template).withResourceNames()).isEqualTo(withNames);
    assertThat(PathTemplate.parse(template).withSegments()).isEqualTo(withSegments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/{name", "/v1/name}", "/v1/{Na me=x/*}", "/v1/{name=}", "/v1/{}"})
  void brokenVariableStopsTheBuild(String template) {
    assertThatThrownBy(() -> PathTemplate.parse(template))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining(template);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/{name=**}", "/v1/{parent=projects/**}", "/v1/*"})
  void wildcardWithoutCollectionStopsTheBuild(String template) {
    assertThatThrownBy(() -> PathTemplate.parse(template).withSegments())
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("has a wildcard with no collection");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/{name=staff/*}", "/v1/staff/*"})
  void collectionThatIsNoPluralStopsTheBuild(String template) {
    assertThatThrownBy(() -> PathTemplate.parse(template).withSegments())
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("\"staff\" is no plural");
  }

  @Property
  void segmentsPutBackGiveTheResourceNamePattern(@ForAll("templates") String template) {
    String pattern = template.replaceAll("\\{[a-z_.]+=([^}]+)}", "$1");

    assertThat(PathTemplate.parse(template).withSegments().replaceAll("\\{[^}]+}", "*"))
        .isEqualTo(pattern);
  }

  @Property
  void resourceNameFormHasOneParameterForEachVariable(@ForAll("templates") String template) {
    PathTemplate parsed = PathTemplate.parse(template);

    List<String> parameters =
        parsed.variables().stream().map(PathTemplate.Variable::parameter).toList();
    String path = parsed.withResourceNames();
    assertThat(path.chars().filter(c -> c == '{').count()).isEqualTo(parameters.size());
    assertThat(parameters)
        .allSatisfy(
            name -> {
              assertThat(path).contains("{" + name + "}");
              assertThat(name).matches("[a-zA-Z]+");
            });
  }

  @Provide
  Arbitrary<String> templates() {
    Arbitrary<String> collection =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .ofMinLength(1)
            .ofMaxLength(8)
            .map(w -> w + "s");
    Arbitrary<String> name =
        collection.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("/*/", parts) + "/*");
    Arbitrary<String> field = Arbitraries.of("name", "parent", "resource", "plan.name", "db_group");
    Arbitrary<String> variable =
        Combinators.combine(field, name).as((f, pattern) -> "{" + f + "=" + pattern + "}");
    Arbitrary<String> tail = Arbitraries.of("", "/logs", ":check", "/tasks:batchRun");
    return Combinators.combine(variable, tail).as((v, end) -> "/v1/" + v + end);
  }
}
