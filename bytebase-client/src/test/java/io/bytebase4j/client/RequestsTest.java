package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.Operation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire. */
class RequestsTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @BeforeEach
  void answerEverything() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
  }

  private static LoggedRequest sent() {
    List<LoggedRequest> requests = SERVER.findAll(anyRequestedFor(anyUrl()));
    assertThat(requests).hasSize(1);
    return requests.get(0);
  }

  private static LoggedRequest getRelease(String baseUrl, String name) {
    try (BytebaseClient client = TestClients.withToken(baseUrl)) {
      client.releases().getRelease(name).execute();
    }
    return sent();
  }

  @ParameterizedTest
  @CsvSource({
    "with space, with%20space",
    "50%, 50%25",
    "%2F%2e%2e, %252F%252e%252e",
    "why?, why%3F",
    "a#b, a%23b",
    "é, %C3%A9",
    "a+b&c=d, a+b&c=d",
    "user@example.com, user@example.com",
    "..., ..."
  })
  void resourceNameArrivesAsItIs(String id, String onTheWire) {
    String url = getRelease(SERVER.baseUrl(), "projects/hr/releases/" + id).getUrl();

    assertThat(url).isEqualTo("/v1/projects/hr/releases/" + onTheWire);
    assertThat(URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8))
        .isEqualTo("/v1/projects/hr/releases/" + id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "projects/hr/releases/",
        "/projects/hr/releases/x",
        "projects//releases/x",
        "projects/hr/releases/..",
        "projects/./releases/x",
        "projects/hr/releases/../../other/releases/x"
      })
  void nameThatWouldReachAnotherResourceIsRefusedUnsent(String name) {
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      assertThatThrownBy(() -> client.releases().getRelease(name).execute())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("ReleaseService/GetRelease: releaseName \"" + name + "\"");
    }
    assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "projects/*, projects/hr, true",
    "projects/*, projects/-, true",
    "projects/*, projects/*, true",
    "projects/*, projects, false",
    "projects/*, project/hr, false",
    "projects/*, Projects/hr, false",
    "projects/*, projects/hr/releases, false",
    "projects/*, a/projects/hr, false",
    "projects/*/rollout, projects/hr/rollout, true",
    "projects/*/rollout, projects/hr/rollouts, false",
    "projects/*/rollout, projects/hr, false",
    "*, 17, true",
    "*, 17/18, false",
    "projects/**, projects, true",
    "projects/**, projects/hr/releases/x, true",
    "projects/**, instances/hr, false",
    "projects/**/end, projects/end, true",
    "projects/**/end, projects/a/end/end, true",
    "projects/**/end, projects/a/end/b, false",
    "a.c/*, abc/x, false"
  })
  void nameIsOfTheFormThatItsOperationSays(String form, String name, boolean fits) {
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      ApiCall<Release> call = handMade(client, Map.of("releaseName", List.of("other", form)));
      call.path("releaseName", name);

      if (fits) {
        call.execute();
        assertThat(sent().getUrl()).isEqualTo("/v1/" + name);
      } else {
        assertThatThrownBy(call::execute)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "ReleaseService/GetRelease: releaseName \"%s\" is not of the form other or %s",
                name, form);
      }
    }
  }

  @Test
  void nameMayBeOfAnyFormWhereItsOperationSaysNone() {
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      ApiCall<Release> call = handMade(client, Map.of("parent", List.of("projects/*")));
      call.path("releaseName", "any/thing/at/all");
      call.execute();
    }

    assertThat(sent().getUrl()).isEqualTo("/v1/any/thing/at/all");
  }

  @Test
  void formsOfAnOperationDoNotChange() {
    List<String> forms = new ArrayList<>(List.of("projects/*"));
    Operation operation = new Operation("a.B/C", "GET", "/v1/{parent}", Map.of("parent", forms));
    forms.add("instances/*");

    assertThat(operation.nameForms()).isEqualTo(Map.of("parent", List.of("projects/*")));
  }

  private static ApiCall<Release> handMade(
      BytebaseClient client, Map<String, List<String>> nameForms) {
    return new ApiCall<>(
        TestClients.executor(client),
        new Operation(
            "bytebase.v1.ReleaseService/GetRelease", "GET", "/v1/{releaseName}", nameForms),
        Release.class);
  }

  @Test
  void parameterOfThePathThatIsNotSetIsRefusedUnsent() {
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      ApiCall<Release> call = handMade(client, Map.of());

      assertThatThrownBy(call::execute)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("ReleaseService/GetRelease: releaseName is not set");
    }
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "/, ''", "/bytebase, /bytebase", "/a/b%20c//, /a/b%20c"})
  void addressMayHaveAPathBeforeTheApi(String suffix, String prefix) {
    assertThat(getRelease(SERVER.baseUrl() + suffix, "projects/hr/releases/x").getUrl())
        .isEqualTo(prefix + "/v1/projects/hr/releases/x");
  }

  @Test
  void optionOfTheQueryIsSentOnceAListOnceAnElementAndNullNotAtAll() {
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      var call = client.releases().listReleases("projects/hr").pageSize(7).pageToken("gone");
      call.pageToken(null);
      call.query("list", List.of("a b", "c&d=é", "{x}"));
      call.execute();
    }

    assertThat(sent().getUrl())
        .isEqualTo(
            "/v1/projects/hr/releases?pageSize=7&list=a%20b&list=c%26d%3D%C3%A9&list=%7Bx%7D");
  }

  @Test
  void requestSaysWhatItIsAndWhoSendsIt() {
    LoggedRequest request = getRelease(SERVER.baseUrl(), "projects/hr/releases/x");

    assertThat(request.getHeader("Accept")).isEqualTo("application/json");
    assertThat(request.getHeader("User-Agent")).startsWith("bytebase4j");
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TestClients.TOKEN);
    assertThat(request.getBodyAsString()).isEmpty();
  }

  @Test
  void bodyIsJsonAndAnEmptyObjectWhereAnOperationTakesNone() {
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      client.releases().undeleteRelease("projects/hr/releases/x").execute();
    }

    assertThat(sent().getHeader("Content-Type")).startsWith("application/json");
    assertThat(sent().getBodyAsString()).isEqualTo("{}");
  }

  @Test
  void callMayBeExecutedTwiceAndIsThenTwoRequests() {
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      var call = client.plans().getPlan("projects/hr/plans/1");
      call.execute();
      call.execute();
    }

    assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).hasSize(2);
  }

  @Test
  void callSaysWhatItIsEvenBeforeItIsComplete() {
    ApiCall<Release> call =
        new ApiCall<>(
            new TestClients.Recorder(),
            new Operation("a.B/C", "POST", "/v1/{one}/{two}:do"),
            Release.class);
    call.path("two", "$1\\{one}");
    call.query("filter", "confidential");
    call.body(new Release().name("confidential"));

    assertThat(call).hasToString("B/C POST /v1/{one}/$1\\{one}:do, not sent until execute()");
  }

  @Test
  void nullTakesAnOptionAway() {
    ApiCall<Release> call =
        new ApiCall<>(
            new TestClients.Recorder(), new Operation("a.B/C", "GET", "/v1/x"), Release.class);
    call.query("a", 1);
    call.query("a", null);

    assertThat(call.queryParameters()).isEmpty();
    assertThatThrownBy(() -> call.queryParameters().put("x", List.of()))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
