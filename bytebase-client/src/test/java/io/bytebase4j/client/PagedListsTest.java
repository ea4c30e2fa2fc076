package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.bytebase4j.client.api.ReleaseService;
import io.bytebase4j.client.api.ReleaseService.ListReleasesCall;
import io.bytebase4j.client.model.Issue;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.model.SearchIssuesRequest;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.CallExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that come page by page, as one stream. */
class PagedListsTest {
  private static final String PATH = "/v1/projects/hr/releases";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private BytebaseClient client = TestClients.withToken("https://bytebase.invalid");

  @BeforeEach
  void connect() {
    client = TestClients.withToken(SERVER.baseUrl());
  }

  @AfterEach
  void close() {
    client.close();
  }

  private ListReleasesCall call() {
    return client.releases().listReleases("projects/hr");
  }

  /** The page for a token has these releases, and names the next. */
  private static void page(@Nullable String token, @Nullable String next, String... names) {
    answer(token, okJson(json("releases", next, names)));
  }

  private static void answer(@Nullable String token, ResponseDefinitionBuilder answer) {
    MappingBuilder request = get(urlPathEqualTo(PATH));
    request.withQueryParam("pageToken", token == null ? absent() : equalTo(token));
    SERVER.stubFor(request.willReturn(answer));
  }

  private static String json(String items, @Nullable String next, String... names) {
    String list = Stream.of(names).map("{\"name\":\"%s\"}"::formatted).toList().toString();
    String token = next == null ? "" : ",\"nextPageToken\":\"" + next + "\"";
    return "{\"" + items + "\":" + list + token + "}";
  }

  private static void threePagesWithAnEmptyOneInTheMiddle() {
    page(null, "two", "a", "b");
    answer("two", okJson("{\"nextPageToken\":\"three\"}"));
    page("three", null, "c");
  }

  private static List<LoggedRequest> sent() {
    return SERVER.findAll(anyRequestedFor(anyUrl()));
  }

  private static List<String> urls() {
    return sent().stream().map(LoggedRequest::getUrl).toList();
  }

  private static List<@Nullable String> names(Stream<Release> releases) {
    return releases.<@Nullable String>map(Release::getName).toList();
  }

  @Test
  void streamGivesTheElementsOfAllPagesAndPassesOverAnEmptyOne() {
    threePagesWithAnEmptyOneInTheMiddle();

    assertThat(names(call().stream())).containsExactly("a", "b", "c");
    assertThat(urls())
        .containsExactlyInAnyOrder(PATH, PATH + "?pageToken=two", PATH + "?pageToken=three");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"nextPageToken\":\"\"}", "{\"releases\":[]}"})
  void listWithoutElementsIsAnEmptyStream(String answer) {
    answer(null, okJson(answer));

    assertThat(call().stream()).isEmpty();
    assertThat(sent()).hasSize(1);
  }

  @Test
  void nothingIsSentBeforeAnElementIsWanted() {
    threePagesWithAnEmptyOneInTheMiddle();

    Stream<Release> stream = call().stream().filter(release -> release.getName() != null);

    assertThat(sent()).isEmpty();
    assertThat(stream.count()).isEqualTo(3);
  }

  @Test
  void pageIsNotAskedForWhereTheOneBeforeIsEnough() {
    threePagesWithAnEmptyOneInTheMiddle();

    assertThat(names(call().stream().limit(2))).containsExactly("a", "b");
    assertThat(call().stream().findFirst()).isPresent();
    assertThat(call().stream().anyMatch(release -> "b".equals(release.getName()))).isTrue();
    assertThat(urls()).containsExactly(PATH, PATH, PATH);
  }

  @Test
  void iteratorAsksForAPageWhenItsFirstElementIsWanted() {
    threePagesWithAnEmptyOneInTheMiddle();

    Iterator<Release> releases = call().stream().iterator();
    assertThat(sent()).isEmpty();
    assertThat(releases.next().getName()).isEqualTo("a");
    assertThat(releases.next().getName()).isEqualTo("b");
    assertThat(sent()).hasSize(1);
    assertThat(releases.next().getName()).isEqualTo("c");
    assertThat(releases.hasNext()).isFalse();
    assertThat(sent()).hasSize(3);
  }

  @Test
  void parallelStreamAsksForNothingTwiceAndKeepsTheOrder() {
    threePagesWithAnEmptyOneInTheMiddle();

    assertThat(names(call().stream().parallel())).containsExactly("a", "b", "c");
    assertThat(sent()).hasSize(3);
  }

  @Test
  void pageThatNamesItselfAsTheNextEndsTheStreamWithAnError() {
    page(null, "two", "a");
    page("two", "two", "b");
    List<@Nullable String> seen = new ArrayList<>();

    assertThatThrownBy(() -> call().stream().forEach(release -> seen.add(release.getName())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("ReleaseService/ListReleases: the server names a page");
    assertThat(seen).containsExactly("a");
    assertThat(sent()).hasSize(2);
  }

  @Test
  void pagesThatNameEachOtherInACircleEndTheStreamWithAnError() {
    page(null, "two", "a");
    page("two", "three", "b");
    page("three", "two", "c");
    List<@Nullable String> seen = new ArrayList<>();

    assertThatThrownBy(
            () -> call().stream().limit(10).forEach(release -> seen.add(release.getName())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("ReleaseService/ListReleases: the server names a page");
    assertThat(seen).containsExactly("a", "b");
    assertThat(sent()).hasSize(3);
  }

  @Test
  void circleBackToThePageThatTheCallerAskedForEndsTheStreamToo() {
    page("mine", "two", "a");
    page("two", "mine", "b");

    assertThatThrownBy(() -> call().pageToken("mine").stream().limit(10).toList())
        .isInstanceOf(IllegalStateException.class);
    assertThat(sent()).hasSize(2);
  }

  @Test
  void pageThatTheCallerAskedForMayNotNameItselfEither() {
    page("mine", "mine", "a");

    assertThatThrownBy(() -> call().pageToken("mine").stream().findFirst())
        .isInstanceOf(IllegalStateException.class);
    assertThat(sent()).hasSize(1);
  }

  @Test
  void errorOnALaterPageComesAsItIsAfterTheElementsBefore() {
    page(null, "two", "a");
    answer(
        "two",
        aResponse()
            .withStatus(403)
            .withHeader("Content-Type", "application/json")
            .withBody("{\"code\":7,\"message\":\"no more for you\"}"));
    List<@Nullable String> seen = new ArrayList<>();

    assertThatThrownBy(() -> call().stream().forEach(release -> seen.add(release.getName())))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("no more for you");
    assertThat(seen).containsExactly("a");
  }

  @Test
  void optionsAreKeptOnEachPage() {
    threePagesWithAnEmptyOneInTheMiddle();

    ListReleasesCall call = call().pageSize(2).filter("a == \"b\"").showDeleted(true);
    call.query("list", List.of("x", "y"));
    assertThat(call.stream().count()).isEqualTo(3);

    assertThat(sent())
        .hasSize(3)
        .allSatisfy(
            request -> {
              assertThat(request.queryParameter("pageSize").firstValue()).isEqualTo("2");
              assertThat(request.queryParameter("filter").firstValue()).isEqualTo("a == \"b\"");
              assertThat(request.queryParameter("showDeleted").firstValue()).isEqualTo("true");
              assertThat(request.queryParameter("list").values()).containsExactly("x", "y");
            });
  }

  @Test
  void timeoutMayStandBeforeOtherOptionsAndCountsForEachPage() {
    threePagesWithAnEmptyOneInTheMiddle();
    List<@Nullable Duration> timeouts = new ArrayList<>();
    CallExecutor sender = TestClients.executor(client);
    CallExecutor watched =
        new CallExecutor() {
          @Override
          public <T extends @Nullable Object> T execute(ApiCall<T> call) {
            timeouts.add(call.timeout());
            return sender.execute(call);
          }
        };
    Duration timeout = Duration.ofSeconds(77);

    ListReleasesCall call = new ReleaseService(watched).listReleases("projects/hr");
    assertThat(call.timeout(timeout).pageSize(2).stream().count()).isEqualTo(3);

    assertThat(timeouts).containsExactly(timeout, timeout, timeout);
  }

  @Test
  void eachStreamBeginsAnew() {
    threePagesWithAnEmptyOneInTheMiddle();
    ListReleasesCall call = call();

    assertThat(names(call.stream())).containsExactly("a", "b", "c");
    assertThat(names(call.stream())).containsExactly("a", "b", "c");
    assertThat(call.queryParameters()).isEmpty();
  }

  @Test
  void streamBeginsWithThePageThatTheCallAsksFor() {
    threePagesWithAnEmptyOneInTheMiddle();

    assertThat(names(call().pageToken("three").stream())).containsExactly("c");
    assertThat(urls()).containsExactly(PATH + "?pageToken=three");
  }

  @Test
  void whatIsSetLaterCountsForTheNextStreamOnly() {
    threePagesWithAnEmptyOneInTheMiddle();
    ListReleasesCall call = call();

    Stream<Release> before = call.stream();
    call.pageToken("three").pageSize(7);

    assertThat(names(before)).containsExactly("a", "b", "c");
    assertThat(urls()).noneMatch(url -> url.contains("pageSize"));
    assertThat(names(call.stream())).containsExactly("c");
  }

  @Test
  void executeStillGivesOnePage() {
    threePagesWithAnEmptyOneInTheMiddle();

    assertThat(call().execute().getReleases()).hasSize(2);
    assertThat(call().execute().getNextPageToken()).isEqualTo("two");
  }

  @Test
  void searchSendsItsTokenInACopyOfTheBody() {
    String path = "/v1/projects/hr/issues:search";
    searched(path, "{\"query\":\"q\",\"pageSize\":2}", json("issues", "two", "a", "b"));
    searched(
        path,
        "{\"query\":\"q\",\"pageSize\":2,\"pageToken\":\"two\"}",
        "{\"nextPageToken\":\"three\"}");
    searched(
        path,
        "{\"query\":\"q\",\"pageSize\":2,\"pageToken\":\"three\"}",
        json("issues", null, "c"));
    SearchIssuesRequest body = new SearchIssuesRequest().query("q").pageSize(2);

    Stream<Issue> issues = client.issues().searchIssues("projects/hr", body).stream();
    body.query("changed after");

    assertThat(issues.<@Nullable String>map(Issue::getName)).containsExactly("a", "b", "c");
    assertThat(body).isEqualTo(new SearchIssuesRequest().query("changed after").pageSize(2));
    assertThat(sent()).hasSize(3).allMatch(request -> request.getUrl().equals(path));
  }

  @Test
  void searchThatNamesItsPageAsTheNextEndsWithAnErrorToo() {
    String path = "/v1/projects/hr/issues:search";
    searched(path, "{\"pageToken\":\"two\"}", json("issues", "two", "a"));
    var call =
        client.issues().searchIssues("projects/hr", new SearchIssuesRequest().pageToken("two"));

    assertThatThrownBy(() -> call.stream().findFirst())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("IssueService/SearchIssues: ");
  }

  private static void searched(String path, String body, String answer) {
    SERVER.stubFor(
        post(urlPathEqualTo(path)).withRequestBody(equalToJson(body)).willReturn(okJson(answer)));
  }
}
