package io.bytebase4j.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.LowerChars;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @Test
  void jsonNamesAreThoseThatTheFactsGive() {
    RealApi.FACTS
        .messages()
        .forEach(
            (message, definition) ->
                assertThat(definition.fields())
                    .as(message)
                    .allSatisfy(
                        field ->
                            assertThat(JsonNames.camelCase(field.name())).isEqualTo(field.json())));
  }

  @Property
  void camelCaseLosesUnderscoresAndNothingElse(
      @ForAll @NotBlank @LowerChars @Chars('_') @CharRange(from = '0', to = '9') String name) {
    assertThat(JsonNames.camelCase(name).toLowerCase(Locale.ROOT)).isEqualTo(name.replace("_", ""));
  }

  @Property
  void firstLetterChangesItsCaseAlone(@ForAll @AlphaChars String word) {
    assertThat(JsonNames.upperFirst(word)).isEqualToIgnoringCase(word);
    assertThat(JsonNames.lowerFirst(JsonNames.upperFirst(word)))
        .isEqualTo(JsonNames.lowerFirst(word));
  }

  @Property
  void pluralOfAWordGoesBackToTheWord(
      @ForAll @NotBlank @CharRange(from = 'j', to = 'x') String word) {
    assertThat(JsonNames.singular(word + "s")).isEqualTo(word);
    assertThat(JsonNames.singular(word + "ies")).isEqualTo(word + "y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"staff", "", "S"})
  void wordThatIsNoPluralIsRefused(String word) {
    assertThatThrownBy(() -> JsonNames.singular(word)).isInstanceOf(ConversionException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "bytebase.v1.Release, Release",
    "bytebase.v1.Release.File, ReleaseFile",
    "bytebase.v1.Release.File.Kind, ReleaseFileKind"
  })
  void nestedNamesAreJoined(String fullName, String name) {
    ApiFacts facts =
        new ApiFacts(
            java.util.List.of(),
            java.util.Map.of(fullName, new ApiFacts.Message(java.util.List.of(), null)),
            java.util.Map.of());

    assertThat(SchemaNames.of(facts).get(fullName)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReleaseFile", "Releasefile", "RELEASEFILE", "Release.FILE"})
  void clashOfSchemaNamesStopsTheBuildAlsoWhereOnlyCaseDiffers(String other) {
    SmallApi api = new SmallApi().message("Release.File").message(other);

    assertThatThrownBy(() -> SchemaNames.of(api.facts()))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining(
            "is wanted by both bytebase.v1.Release.File and bytebase.v1." + other);
  }

  @Test
  void clashOfAMessageWithAnEnumStopsTheBuild() {
    SmallApi api = new SmallApi().message("Book.Genre").enumeration("BookGenre", "POEM");

    assertThatThrownBy(() -> SchemaNames.of(api.facts()))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("\"BookGenre\"");
  }

  @ParameterizedTest
  @EnumSource
  void clashWithAWellKnownTypeStopsTheBuild(DocumentStyle style) {
    SmallApi api = SmallApi.withBook(SmallApi.text("title")).message("Color");

    assertThatThrownBy(() -> api.convert(style))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("wanted by both a well-known type and bytebase.v1.Color");
  }
}
