package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.name.ProjectName;
import io.bytebase4j.client.name.RolloutName;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.Operation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No operation takes the name of another kind of resource, which might make it another operation.
 * That each takes the names of its own kinds is in {@link AllRequestsTest}.
 */
class NameFormsTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static BytebaseClient client = TestClients.withToken("https://bytebase.invalid");

  @BeforeAll
  static void connect() {
    // Would have to sign in first, so that this is seen too.
    client = TestClients.accountBuilder(SERVER.baseUrl()).build();
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @AfterEach
  void nothingIsSent() {
    assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).isEmpty();
  }

  static Stream<GeneratedOperation> operationsWithName() {
    return GeneratedOperation.all().stream().filter(generated -> !generated.forms().isEmpty());
  }

  private static Set<String> formsOfTheApi(Age age) {
    return operationsWithName()
        .filter(generated -> generated.age() == age)
        .flatMap(generated -> generated.forms().stream())
        .collect(Collectors.toSet());
  }

  @Test
  void projectIsNotDeletedInPlaceOfARelease() {
    String message =
        "ReleaseService/DeleteRelease: releaseName \"projects/hr\" is not of the form"
            + " projects/*/releases/*";

    assertThatThrownBy(() -> client.releases().deleteRelease("projects/hr").execute())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> client.releases().deleteRelease(ProjectName.of("hr")).execute())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void valueOfTheNewShapeIsRefusedByTheCallsForOlderServers() {
    var rollouts = client.service(io.bytebase4j.client.v202508.api.RolloutService::new);

    assertThatThrownBy(() -> rollouts.getRollout(RolloutName.of("hr", "101")).execute())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RolloutService/GetRollout: rolloutName \"projects/hr/plans/101/rollout\" is not of the"
                + " form projects/*/rollouts/*");
  }

  @ParameterizedTest
  @MethodSource("operationsWithName")
  void nameOfAnotherKindIsRefusedUnsent(GeneratedOperation generated) {
    Set<String> others = new TreeSet<>(formsOfTheApi(generated.age()));
    generated.forms().forEach(others::remove);
    for (String form : generated.forms()) {
      others.add("x" + form + "/y");
      others.add("x/" + form);
      others.add(form + "/y");
    }

    for (String other : others) {
      String name = GeneratedOperation.sampleOf(other);
      ApiCall<?> call = generated.call(TestClients.executor(client), parameter -> name, null);
      assertThatThrownBy(call::execute)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "%s: %s \"%s\" is not of the form %s",
              generated.operation().shortName(),
              call.pathParameters().keySet().iterator().next(),
              name,
              String.join(" or ", generated.forms()));
    }
  }

  @Test
  void pathsWithTheirFormsAreThoseOfThePublishedDocument() {
    List<String> published =
        ApiDocument.PUBLISHED.operations().stream()
            .map(
                entry ->
                    line(entry.method(), entry.verb(), entry.path().replaceAll("\\{[^}]+}", "*")))
            .sorted()
            .toList();

    assertThat(GeneratedOperation.all(Age.newest()).stream().flatMap(NameFormsTest::lines).sorted())
        .containsExactlyElementsOf(published)
        .hasSizeGreaterThan(200);
  }

  /** An operation as often as it has forms of names. */
  private static Stream<String> lines(GeneratedOperation generated) {
    Operation operation = generated.operation();
    Stream<String> forms =
        generated.forms().isEmpty() ? Stream.of("none") : generated.forms().stream();
    return forms.map(
        form ->
            line(
                operation.method(),
                operation.httpMethod(),
                operation.path().replaceAll("\\{[^}]+}", form)));
  }

  private static String line(String method, String verb, String path) {
    return method + " " + verb + " " + path;
  }
}
