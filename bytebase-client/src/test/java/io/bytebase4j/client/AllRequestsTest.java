package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.bytebase4j.client.rest.ApiCall;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation goes out to its own path. */
class AllRequestsTest {
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

  @BeforeEach
  void answerEverything() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
  }

  /** Every operation with a name of each form that it takes; with none where its path has none. */
  static Stream<Arguments> operations() {
    return GeneratedOperation.all().stream()
        .flatMap(
            generated ->
                generated.forms().isEmpty()
                    ? Stream.of(Arguments.of(generated, ""))
                    : generated.forms().stream()
                        .map(GeneratedOperation::sampleOf)
                        .map(name -> Arguments.of(generated, name)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void requestGoesToThePathOfItsOperation(GeneratedOperation generated, String name) {
    ApiCall<?> call = generated.call(TestClients.executor(client), parameter -> name, null);

    Object answer = call.execute();

    List<LoggedRequest> sent = SERVER.findAll(anyRequestedFor(anyUrl()));
    assertThat(sent).hasSize(1);
    LoggedRequest request = sent.get(0);
    assertThat(request.getMethod().getName()).isEqualTo(generated.operation().httpMethod());
    assertThat(request.getUrl())
        .isEqualTo(generated.operation().path().replaceAll("\\{[^}]+}", name.replace(" ", "%20")));
    boolean readOnly = List.of("GET", "DELETE").contains(request.getMethod().getName());
    assertThat(request.getBodyAsString()).isEqualTo(readOnly ? "" : "{}");
    assertThat(answer == null ? Void.class : answer.getClass()).isEqualTo(call.answerType());
  }
}
