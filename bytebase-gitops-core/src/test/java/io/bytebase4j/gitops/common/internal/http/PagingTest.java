package io.bytebase4j.gitops.common.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.gitops.report.FakePlatform;
import io.bytebase4j.gitops.report.FakePlatform.Answer;
import io.bytebase4j.gitops.report.FakeTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in pages, as each platform cuts them. */
class PagingTest {
  private final FakeTime time = new FakeTime();
  private Function<FakePlatform.Request, Answer> reply = request -> Answer.of(200, "[]");
  private final FakePlatform platform =
      new FakePlatform() {
        @Override
        protected Answer answer(Request request) {
          return reply.apply(request);
        }
      };

  @AfterEach
  void close() {
    platform.close();
  }

  private List<String> read(Paging paging) {
    List<String> items = new ArrayList<>();
    try (PlatformSession session =
        PlatformHttp.to(platform.url("/api")).bearer("t0k3n").time(time, time).build().begin()) {
      session.forEach(
          ApiPath.of("comments").with("per_page", "2"),
          paging,
          item -> items.add(item.getAsString()));
    }
    return items;
  }

  private static int page(FakePlatform.Request request) {
    String page = request.query("page");
    return page == null ? 1 : Integer.parseInt(page);
  }

  private static String list(int page) {
    return "[\"%da\",\"%db\"]".formatted(page, page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.bitbucket.org/2.0/x",
        "http://forged.example/x",
        "",
        "//forged.example"
      })
  void bitbucketsNextIsFollowedAtTheSameAddress(String elsewhere) {
    reply =
        request -> {
          int page = page(request);
          String next =
              page == 3 ? "" : ",\"next\":\"%s?per_page=2&page=%d\"".formatted(elsewhere, page + 1);
          return Answer.of(200, "{\"values\":" + list(page) + next + "}");
        };

    assertThat(read(Paging.BITBUCKET_NEXT)).containsExactly("1a", "1b", "2a", "2b", "3a", "3b");
    assertThat(platform.lines()).containsOnly("GET /api/comments").hasSize(3);
  }

  @Test
  void gitHubsLinkIsFollowedAtTheSameAddress() {
    reply =
        request -> {
          int page = page(request);
          String link =
              (page == 1 ? "" : "<https://api.github.com/r/1?per_page=2&page=1>; rel=\"first\", ")
                  + (page == 3
                      ? ""
                      : "<https://api.github.com/r/1?per_page=2&page=%d>; rel=\"next\", "
                          .formatted(page + 1))
                  + "<https://api.github.com/r/1?per_page=2&page=3>; rel=\"last\"";
          return Answer.of(200, list(page)).with("Link", link);
        };

    assertThat(read(Paging.LINK_HEADER)).containsExactly("1a", "1b", "2a", "2b", "3a", "3b");
    assertThat(platform.lines()).containsOnly("GET /api/comments").hasSize(3);
  }

  @Test
  void gitLabsNextPageIsFollowed() {
    reply =
        request -> {
          int page = page(request);
          return Answer.of(200, list(page)).with("X-Next-Page", page == 3 ? "" : "" + (page + 1));
        };

    assertThat(read(Paging.X_NEXT_PAGE)).containsExactly("1a", "1b", "2a", "2b", "3a", "3b");
    assertThat(platform.requests()).allSatisfy(r -> assertThat(r.query("per_page")).isEqualTo("2"));
  }

  @Test
  void azuresListIsOnePage() {
    reply = request -> Answer.of(200, "{\"value\":" + list(1) + ",\"count\":2}");

    assertThat(read(Paging.NONE)).containsExactly("1a", "1b");
  }

  @Test
  void pagesThatGoRoundInACircleEnd() {
    reply = request -> Answer.of(200, list(1)).with("X-Next-Page", "2");

    assertThatThrownBy(() -> read(Paging.X_NEXT_PAGE))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("do not end");
    assertThat(platform.requests()).hasSize(2);
  }

  @Test
  void pagesWithoutEndEnd() {
    reply = request -> Answer.of(200, list(1)).with("X-Next-Page", "" + (page(request) + 1));

    assertThatThrownBy(() -> read(Paging.X_NEXT_PAGE))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("do not end");
    assertThat(platform.requests()).hasSize(200);
  }

  @ParameterizedTest
  @EnumSource(Paging.class)
  void anAnswerOfAnotherKindIsNoList(Paging paging) {
    reply = request -> Answer.of(200, "{\"values\":7,\"value\":\"x\"}");

    assertThatThrownBy(() -> read(paging))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("holds no list");
  }
}
