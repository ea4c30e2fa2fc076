package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.google.gson.JsonObject;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.PagedCall;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the document that answers page by page can be streamed. */
class PagedOperationsTest {
  /** Those that take a page token and have no stream, each with the reason. */
  private static final Map<String, String> WITHOUT_STREAM =
      Map.of("bytebase.v1.AuditLogService/ExportAuditLogs", "answers pieces of a file, no list");

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static BytebaseClient client = TestClients.withToken("https://bytebase.invalid");

  @BeforeAll
  static void connect() {
    client = TestClients.withToken(SERVER.baseUrl());
  }

  @AfterAll
  static void close() {
    client.close();
  }

  static Stream<GeneratedOperation> streamed() {
    return GeneratedOperation.all().stream()
        .filter(generated -> PagedCall.class.isAssignableFrom(generated.method().getReturnType()));
  }

  private static boolean takesPageToken(ApiDocument.Entry entry) {
    ApiSchema body = entry.requestSchema();
    return entry.parameters("query").contains("pageToken")
        || body != null && body.properties().has("pageToken");
  }

  @Test
  void operationsThatTakeAPageTokenHaveAStreamOrAReason() {
    List<ApiDocument.Entry> paged =
        ApiDocument.allOperations().stream().filter(PagedOperationsTest::takesPageToken).toList();

    assertThat(streamed().map(GeneratedOperation::operation))
        .extracting(operation -> operation.method() + " " + operation.path())
        .containsExactlyInAnyOrderElementsOf(
            paged.stream()
                .filter(entry -> !WITHOUT_STREAM.containsKey(entry.method()))
                .map(entry -> entry.method() + " " + entry.path())
                .toList());
    assertThat(paged.stream().map(ApiDocument.Entry::method).collect(Collectors.toSet()))
        .as("operations without stream")
        .containsAll(WITHOUT_STREAM.keySet());
  }

  @ParameterizedTest
  @MethodSource("streamed")
  void streamGoesOnToTheNextPage(GeneratedOperation generated) {
    String items = listOf(generated);
    SERVER.stubFor(
        any(anyUrl())
            .inScenario("pages")
            .whenScenarioStateIs(STARTED)
            .willSetStateTo("two")
            .willReturn(okJson("{\"" + items + "\":[{},{}],\"nextPageToken\":\"token-two\"}")));
    SERVER.stubFor(
        any(anyUrl())
            .inScenario("pages")
            .whenScenarioStateIs("two")
            .willReturn(okJson("{\"" + items + "\":[{}]}")));
    PagedCall<?, ?> call =
        (PagedCall<?, ?>) generated.call(TestClients.executor(client), generated::sampleName, null);

    assertThat(call.stream().count()).isEqualTo(3);

    List<LoggedRequest> sent = SERVER.findAll(anyRequestedFor(anyUrl()));
    assertThat(sent).hasSize(2);
    assertThat(sent)
        .filteredOn(request -> (request.getUrl() + request.getBodyAsString()).contains("token-two"))
        .hasSize(1);
  }

  private static String listOf(GeneratedOperation generated) {
    String answer =
        generated.call(new TestClients.Recorder(), name -> "x", null).answerType().getSimpleName();
    JsonObject properties = new ApiSchema(generated.age(), answer).properties();
    return properties.keySet().stream()
        .filter(field -> properties.getAsJsonObject(field).has("items"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void pageCarriesAllThatACallHolds() {
    assertThat(ApiCall.class.getDeclaredFields())
        .filteredOn(field -> !Modifier.isStatic(field.getModifiers()))
        .extracting(Field::getName)
        .as("what PagedCall.page takes over to another page; a new field needs its line there")
        .containsExactlyInAnyOrder(
            "executor",
            "operation",
            "answerType",
            "pathParameters",
            "queryParameters",
            "body",
            "timeout");
  }
}
