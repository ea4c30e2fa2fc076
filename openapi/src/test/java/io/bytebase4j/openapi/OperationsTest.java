package io.bytebase4j.openapi;

import static io.bytebase4j.openapi.DocumentStyle.GENERATOR;
import static io.bytebase4j.openapi.DocumentStyle.PUBLISHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How methods become operations. */
class OperationsTest {

  @Test
  void pathHasOneParameterASegmentToPeopleAndAWholeNameToTheGenerator() {
    SmallApi api = SmallApi.withBook(SmallApi.text("name"));

    assertThat(RealApi.operations(api.document(PUBLISHED)))
        .containsOnlyKeys("GET /v1/rooms/{room}/books/{book}");
    assertThat(RealApi.operations(api.document(GENERATOR))).containsOnlyKeys("GET /v1/{bookName}");
  }

  @Test
  void bindingsOfOneShapeAreOneOperationForTheGenerator() {
    SmallApi api =
        new SmallApi()
            .message("ListBooksRequest", SmallApi.text("parent"))
            .message("Books", SmallApi.list("names", "string"))
            .method(
                "ListBooks",
                "Books",
                SmallApi.get("/v1/{parent=rooms/*}/books"),
                SmallApi.get("/v1/{parent=halls/*}/books"),
                SmallApi.get("/v1/books"));

    assertThat(RealApi.operations(api.document(GENERATOR)))
        .containsOnlyKeys("GET /v1/{parent}/books", "GET /v1/books")
        .extractingByKey("GET /v1/books")
        .extracting(operation -> operation.get("operationId").getAsString())
        .isEqualTo("Shelf_listBooksEverywhere");
    assertThat(RealApi.operations(api.document(PUBLISHED))).hasSize(3);
  }

  @Test
  void generatorLearnsWhichParametersOfThePathAreResourceNames() {
    SmallApi api =
        SmallApi.withBook(SmallApi.text("title"))
            .message("OpenDoorRequest", SmallApi.text("door_id"))
            .method("OpenDoor", "Book", SmallApi.get("/v1/doors/{door_id}"));

    JsonObject ofName = RealApi.operations(api.document(GENERATOR)).get("GET /v1/{bookName}");
    JsonObject ofId = RealApi.operations(api.document(GENERATOR)).get("GET /v1/doors/{doorId}");
    assertThat(ofName).isNotNull();
    assertThat(ofName.get("x-bytebase-takes-resource-name").getAsBoolean()).isTrue();
    assertThat(firstParameter(ofName).get("x-bytebase-resource-name").getAsBoolean()).isTrue();
    assertThat(firstParameter(ofName).get("description").getAsString())
        .isEqualTo("A resource name of the form `rooms/{room}/books/{book}`.");
    assertThat(ofId).isNotNull();
    assertThat(ofId.has("x-bytebase-takes-resource-name")).isFalse();
    assertThat(firstParameter(ofId).keySet())
        .containsExactlyInAnyOrder("name", "in", "required", "schema", "x-bytebase-name-forms");
    assertThat(api.convert(PUBLISHED).json()).doesNotContain("resource-name");
  }

  @Test
  void parameterNamesTheFormsOfAllBindingsItServes() {
    SmallApi api =
        new SmallApi()
            .message("FindBookRequest", SmallApi.text("name"))
            .message("Book", SmallApi.text("title"))
            .method(
                "FindBook",
                "Book",
                SmallApi.get("/v1/{name=rooms/*/books/*}:find"),
                SmallApi.get("/v1/{name=halls/*}:find"));

    JsonObject operation =
        RealApi.operations(api.document(GENERATOR)).get("GET /v1/{bookName}:find");
    assertThat(operation).isNotNull();
    assertThat(firstParameter(operation).get("description").getAsString())
        .isEqualTo("A resource name of the form `rooms/{room}/books/{book}` or `halls/{hall}`.");
    assertThat(formsOf(firstParameter(operation))).containsExactly("rooms/*/books/*", "halls/*");
    assertThat(api.convert(PUBLISHED).json()).doesNotContain("name-forms");
  }

  @Test
  void idsAreOfOneSegment() {
    SmallApi api =
        SmallApi.withBook(SmallApi.text("title"))
            .message("OpenDoorRequest", SmallApi.text("door_id"))
            .message("ShutDoorRequest")
            .method("OpenDoor", "Book", SmallApi.get("/v1/doors/{door_id}"))
            .method("ShutDoor", "Book", SmallApi.get("/v1/doors/*:shut"));

    assertThat(RealApi.operations(api.document(GENERATOR)))
        .extractingByKeys("GET /v1/doors/{doorId}", "GET /v1/doors/{door}:shut")
        .allSatisfy(
            operation -> assertThat(formsOf(firstParameter(operation))).containsExactly("*"));
  }

  @Test
  void fieldThatAlwaysTravelsInThePathIsNotInTheBody() {
    SmallApi api =
        new SmallApi()
            .message("LendBookRequest", SmallApi.text("name"), SmallApi.text("reader"))
            .message("Book", SmallApi.text("title"))
            .method("LendBook", "Book", SmallApi.post("/v1/{name=books/*}:lend", "*"));

    assertThat(properties(api, "LendBookRequest")).containsExactly("reader");
  }

  @Test
  void fieldThatTravelsInThePathOfSomeBindingsOnlyStaysInTheBody() {
    SmallApi api =
        new SmallApi()
            .message("SortBooksRequest", SmallApi.text("parent"), SmallApi.text("by"))
            .message("Books", SmallApi.list("names", "string"))
            .method(
                "SortBooks",
                "Books",
                SmallApi.post("/v1/{parent=rooms/*}/books:sort", "*"),
                SmallApi.post("/v1/books:sort", "*"));

    assertThat(properties(api, "SortBooksRequest")).containsExactly("parent", "by");
  }

  @ParameterizedTest
  @EnumSource
  void requestAndAnswerWithoutFieldsAreLeftOut(DocumentStyle style) {
    SmallApi api =
        new SmallApi()
            .message("CloseShelfRequest", SmallApi.text("name"))
            .message("Nothing")
            .message("DustShelfRequest", SmallApi.text("name"))
            .method("CloseShelf", "Nothing", SmallApi.post("/v1/{name=rooms/*}:close", "*"))
            .method(
                "DustShelf",
                "google.protobuf.Empty",
                SmallApi.post("/v1/{name=rooms/*}:dust", "*"));

    assertThat(RealApi.operations(api.document(style)).values())
        .hasSize(2)
        .allSatisfy(
            operation -> {
              assertThat(operation.has("requestBody")).isFalse();
              assertThat(operation.getAsJsonObject("responses").getAsJsonObject("200").keySet())
                  .containsExactly("description");
            });
  }

  @Test
  void whatIsNeitherInPathNorBodyIsAnOptionOfTheQuery() {
    SmallApi api =
        new SmallApi()
            .message(
                "CreateBookRequest",
                SmallApi.text("parent"),
                SmallApi.messageField("book", "Book"),
                SmallApi.text("book_id"),
                SmallApi.list("tags", "string"),
                SmallApi.messageField("mask", "google.protobuf.FieldMask"),
                SmallApi.messageField("draft", "Book"))
            .message("Book", SmallApi.text("title"))
            .method("CreateBook", "Book", SmallApi.post("/v1/{parent=rooms/*}/books", "book"));

    JsonObject operation =
        RealApi.operations(api.document(GENERATOR)).get("POST /v1/{parent}/books");
    assertThat(operation).isNotNull();
    assertThat(operation.getAsJsonArray("parameters").asList())
        .extracting(JsonElement::getAsJsonObject)
        .extracting(parameter -> parameter.get("name").getAsString())
        .containsExactly("parent", "bookId", "tags", "mask");
    assertThat(operation.get("requestBody").toString()).contains("#/components/schemas/Book\"");
    assertThat(api.convert(GENERATOR).leftOut())
        .containsExactly("CreateBook: query field draft is a message");
  }

  @Test
  void everyPublishedOperationDescribesItsErrors() {
    assertThat(RealApi.operations(RealApi.document(PUBLISHED)).values())
        .allSatisfy(
            operation ->
                assertThat(operation.getAsJsonObject("responses").keySet())
                    .containsExactly("200", "4XX", "default"));
  }

  @ParameterizedTest
  @EnumSource
  void streamingMethodsAndMethodsWithoutRestAreNamedAsLeftOut(DocumentStyle style) {
    SmallApi api =
        SmallApi.withBook(SmallApi.text("title"))
            .message("WatchBooksRequest")
            .message("CountBooksRequest")
            .streamingMethod("WatchBooks", "Book", SmallApi.get("/v1/books:watch"))
            .method("CountBooks", "Book");

    assertThat(api.convert(style).leftOut())
        .containsExactly("Shelf.WatchBooks: streams", "Shelf.CountBooks: has no REST binding");
  }

  @ParameterizedTest
  @EnumSource
  void onePathForTwoMethodsStopsTheBuild(DocumentStyle style) {
    SmallApi api =
        SmallApi.withBook(SmallApi.text("title"))
            .message("ReadBookRequest", SmallApi.text("name"))
            .method("ReadBook", "Book", SmallApi.get("/v1/{name=rooms/*/books/*}"));

    assertThatThrownBy(() -> api.convert(style))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("is wanted by two methods, one of them Shelf.ReadBook");
  }

  @ParameterizedTest
  @EnumSource
  void bodyFieldThatTheRequestLacksStopsTheBuild(DocumentStyle style) {
    SmallApi api =
        new SmallApi()
            .message("AddBookRequest", SmallApi.text("title"))
            .message("Book", SmallApi.text("title"))
            .method("AddBook", "Book", SmallApi.post("/v1/books", "book"));

    assertThatThrownBy(() -> api.convert(style))
        .isInstanceOf(ConversionException.class)
        .hasMessage("AddBook: the body field book is not in bytebase.v1.AddBookRequest");
  }

  @ParameterizedTest
  @EnumSource
  void answerThatTheFactsLackStopsTheBuild(DocumentStyle style) {
    SmallApi api =
        new SmallApi()
            .message("GetBookRequest")
            .method("GetBook", "Book", SmallApi.get("/v1/book"));

    assertThatThrownBy(() -> api.convert(style))
        .isInstanceOf(ConversionException.class)
        .hasMessage("message bytebase.v1.Book is used but the facts do not define it");
  }

  private static JsonObject firstParameter(JsonObject operation) {
    return operation.getAsJsonArray("parameters").get(0).getAsJsonObject();
  }

  private static List<String> formsOf(JsonObject parameter) {
    return parameter.getAsJsonArray("x-bytebase-name-forms").asList().stream()
        .map(JsonElement::getAsString)
        .toList();
  }

  private static List<String> properties(SmallApi api, String schema) {
    return List.copyOf(
        RealApi.schemas(api.document(GENERATOR))
            .getAsJsonObject(schema)
            .getAsJsonObject("properties")
            .keySet());
  }
}
