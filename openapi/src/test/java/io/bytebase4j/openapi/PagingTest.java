package io.bytebase4j.openapi;

import static io.bytebase4j.openapi.DocumentStyle.GENERATOR;
import static io.bytebase4j.openapi.DocumentStyle.PUBLISHED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the generator is told of lists that come page by page. */
class PagingTest {
  private static final ApiFacts.Field TOKEN = SmallApi.text("page_token");
  private static final ApiFacts.Field NEXT = SmallApi.text("next_page_token");
  private static final ApiFacts.Field BOOKS = books("old_books");

  private static ApiFacts.Field books(String name) {
    return messages(name, "bytebase.v1.Book");
  }

  private static ApiFacts.Field messages(String name, String type) {
    return new ApiFacts.Field(
        name, JsonNames.camelCase(name), "message", type, true, false, null, List.of());
  }

  private static SmallApi api(ApiFacts.Field token, ApiFacts.Field... answer) {
    return new SmallApi()
        .message("Book", SmallApi.text("title"))
        .message("ListBooksRequest", SmallApi.text("filter"), token)
        .message("Books", answer)
        .method("ListBooks", "Books", SmallApi.get("/v1/books"));
  }

  private static JsonObject operation(SmallApi api, String place) {
    return Objects.requireNonNull(RealApi.operations(api.document(GENERATOR)).get(place));
  }

  @Test
  void listOfMessagesWithAPageTokenIsMarkedWithItsItems() {
    SmallApi api = api(TOKEN, SmallApi.scalar("total", "int32"), BOOKS, NEXT);

    assertThat(operation(api, "GET /v1/books").getAsJsonObject("x-bytebase-page"))
        .isEqualTo(Json.object("items", "oldBooks", "getter", "getOldBooks", "type", "Book"));
    assertThat(api.convert(GENERATOR).json()).doesNotContain("x-bytebase-page-request");
  }

  @Test
  void publishedDocumentKnowsNothingOfIt() {
    assertThat(api(TOKEN, BOOKS, NEXT).convert(PUBLISHED).json()).doesNotContain("bytebase-page");
    assertThat(RealApi.text(PUBLISHED)).doesNotContain("bytebase-page");
  }

  static Stream<SmallApi> unpaged() {
    return Stream.of(
        api(SmallApi.text("place"), BOOKS, NEXT),
        api(SmallApi.scalar("page_token", "int32"), BOOKS, NEXT),
        api(SmallApi.list("page_token", "string"), BOOKS, NEXT),
        api(TOKEN, BOOKS),
        api(TOKEN, NEXT),
        api(TOKEN, SmallApi.list("titles", "string"), NEXT),
        api(TOKEN, messages("times", "google.protobuf.Timestamp"), NEXT),
        api(TOKEN, SmallApi.scalar("content", "bytes"), NEXT),
        api(TOKEN, BOOKS, books("new_books"), NEXT));
  }

  @ParameterizedTest
  @MethodSource("unpaged")
  void otherMethodsAreNotMarked(SmallApi api) {
    assertThat(operation(api, "GET /v1/books").has("x-bytebase-page")).isFalse();
  }

  @Test
  void requestWithItsPageTokenInTheBodyIsMarkedToo() {
    SmallApi api =
        new SmallApi()
            .message("Book", SmallApi.text("title"))
            .message("FindBooksRequest", SmallApi.text("filter"), TOKEN)
            .message("Books", BOOKS, NEXT)
            .method("FindBooks", "Books", SmallApi.post("/v1/books:find", "*"));

    assertThat(operation(api, "POST /v1/books:find").has("x-bytebase-page")).isTrue();
    JsonObject schemas = RealApi.schemas(api.document(GENERATOR));
    assertThat(schemas.getAsJsonObject("FindBooksRequest").has("x-bytebase-page-request")).isTrue();
    assertThat(schemas.getAsJsonObject("Book").has("x-bytebase-page-request")).isFalse();
    assertThat(api.convert(PUBLISHED).json()).doesNotContain("bytebase-page");
  }
}
