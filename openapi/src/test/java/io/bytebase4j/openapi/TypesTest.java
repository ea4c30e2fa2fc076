package io.bytebase4j.openapi;

import static io.bytebase4j.openapi.DocumentStyle.GENERATOR;
import static io.bytebase4j.openapi.DocumentStyle.PUBLISHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How fields become schemas. */
class TypesTest {

  @ParameterizedTest
  @ValueSource(strings = {"int64", "uint64"})
  void wideNumberIsTheStringOfTheWireToPeopleAndANumberToTheGenerator(String type) {
    SmallApi api = SmallApi.withBook(SmallApi.scalar("pages", type));

    assertThat(api.bookField(PUBLISHED, "pages"))
        .hasToString("{\"type\":\"string\",\"format\":\"int64\"}");
    assertThat(api.bookField(GENERATOR, "pages"))
        .hasToString("{\"type\":\"integer\",\"format\":\"int64\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "string, string,",
    "bool, boolean,",
    "int32, integer, int32",
    "uint32, integer, int64",
    "float, number, float",
    "double, number, double",
    "bytes, string, byte"
  })
  void scalarHasItsJsonForm(String type, String jsonType, String format) {
    for (DocumentStyle style : DocumentStyle.values()) {
      var field = SmallApi.withBook(SmallApi.scalar("field", type)).bookField(style, "field");

      assertThat(field.get("type").getAsString()).isEqualTo(jsonType);
      assertThat(field.has("format") ? field.get("format").getAsString() : null).isEqualTo(format);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "google.protobuf.Timestamp | {\"type\":\"string\",\"format\":\"date-time\"}",
        "google.protobuf.Any | {\"type\":\"object\",\"additionalProperties\":true}",
        "google.protobuf.Value | {}",
        "google.rpc.Status | {\"$ref\":\"#/components/schemas/RpcStatus\"}"
      })
  void wellKnownTypeHasItsJsonForm(String type, String form) {
    SmallApi api = SmallApi.withBook(SmallApi.messageField("field", type));

    assertThat(api.bookField(GENERATOR, "field")).hasToString(form);
  }

  @ParameterizedTest
  @EnumSource
  void listsAndMapsHoldTheType(DocumentStyle style) {
    SmallApi api =
        SmallApi.withBook(SmallApi.list("notes", "string"), SmallApi.map("labels", "int32"));

    assertThat(api.bookField(style, "notes"))
        .hasToString("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}");
    assertThat(api.bookField(style, "labels"))
        .hasToString(
            "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\",\"format\":\"int32\"}}");
  }

  @Test
  void onlyThePublishedDocumentSaysWhichWayAFieldTravels() {
    SmallApi api = SmallApi.withBook(SmallApi.marked("state", "OUTPUT_ONLY"));

    assertThat(api.bookField(PUBLISHED, "state"))
        .hasToString("{\"type\":\"string\",\"readOnly\":true}");
    assertThat(api.bookField(GENERATOR, "state")).hasToString("{\"type\":\"string\"}");
  }

  @Test
  void enumIsOpen() {
    SmallApi api =
        SmallApi.withBook(SmallApi.enumField("genre", "Genre"))
            .enumeration("Genre", "GENRE_UNSPECIFIED", "POEM");

    assertThat(RealApi.schemas(api.document(GENERATOR)).getAsJsonObject("Genre"))
        .hasToString(
            "{\"type\":\"string\",\"description\":\"Open: a newer server may send a value that is not listed.\","
                + "\"enum\":[\"GENRE_UNSPECIFIED\",\"POEM\"]}");
  }

  @ParameterizedTest
  @EnumSource
  void unknownScalarStopsTheBuild(DocumentStyle style) {
    SmallApi api = SmallApi.withBook(SmallApi.scalar("weight", "fixed64"));

    assertThatThrownBy(() -> api.convert(style))
        .isInstanceOf(ConversionException.class)
        .hasMessage("field weight: no JSON form is known for type fixed64");
  }

  @ParameterizedTest
  @EnumSource
  void unknownMessageStopsTheBuild(DocumentStyle style) {
    SmallApi api = SmallApi.withBook(SmallApi.messageField("author", "Author"));

    assertThatThrownBy(() -> api.convert(style))
        .isInstanceOf(ConversionException.class)
        .hasMessage("type bytebase.v1.Author is used but the facts do not define it");
  }

  @ParameterizedTest
  @EnumSource
  void sameFactsGiveTheSameBytes(DocumentStyle style) {
    assertThat(RealApi.text(style)).isEqualTo(RealApi.text(style)).endsWith("}\n");
    assertThat(
            OpenApiConverter.convert(RealApi.read(RealApi.SOURCE.file()), "2026-08", style).json())
        .isEqualTo(OpenApiConverter.convert(RealApi.FACTS, "2026-08", style).json());
  }
}
