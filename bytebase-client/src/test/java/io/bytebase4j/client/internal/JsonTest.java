package io.bytebase4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.bytebase4j.client.model.BatchRunTasksRequest;
import io.bytebase4j.client.model.CheckReleaseResponse;
import io.bytebase4j.client.model.DataSource;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.model.ReleaseFile;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private final Json json = new Json();

  private <T> T read(String text, Class<T> type) {
    return Objects.requireNonNull(json.read(text, type));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"9007199254740993\"", "9007199254740993"})
  void wideNumberIsReadExactlyQuotedOrBareAndWrittenQuoted(String number) {
    CheckReleaseResponse answer =
        read("{\"affectedRows\":" + number + "}", CheckReleaseResponse.class);

    assertThat(answer.getAffectedRows()).isEqualTo(9007199254740993L);
    assertThat(JsonTexts.write(json, answer)).isEqualTo("{\"affectedRows\":\"9007199254740993\"}");
  }

  @Property
  void everyWideNumberSurvives(@ForAll long number) {
    String text = JsonTexts.write(json, new CheckReleaseResponse().affectedRows(number));

    assertThat(text).isEqualTo("{\"affectedRows\":\"" + number + "\"}");
    assertThat(read(text, CheckReleaseResponse.class).getAffectedRows()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "\"99999999999\"", "1.5", "[]"})
  void whatIsNoNumberIsAnError(String number) {
    assertThatThrownBy(
            () -> json.read("{\"line\":" + number + "}", io.bytebase4j.client.model.Position.class))
        .isInstanceOf(JsonParseException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1.5\"", "\"many\"", "true", "{}", "\"92233720368547758080\""})
  void whatIsNoWideNumberIsAnError(String number) {
    assertThatThrownBy(
            () -> json.read("{\"affectedRows\":" + number + "}", CheckReleaseResponse.class))
        .isInstanceOf(JsonParseException.class);
  }

  @Property
  void bytesSurviveAndAreReadInBothAlphabets(@ForAll byte[] content) {
    String text = JsonTexts.write(json, new ReleaseFile().statement(content));

    assertThat(read(text, ReleaseFile.class).getStatement()).isEqualTo(content);
    for (Base64.Encoder encoder :
        List.of(
            Base64.getEncoder(),
            Base64.getUrlEncoder(),
            Base64.getEncoder().withoutPadding(),
            Base64.getUrlEncoder().withoutPadding())) {
      String encoded = "{\"statement\":\"" + encoder.encodeToString(content) + "\"}";
      assertThat(read(encoded, ReleaseFile.class).getStatement()).isEqualTo(content);
    }
  }

  @Test
  void bytesAreWrittenInTheStandardAlphabetWithPadding() {
    assertThat(
            JsonTexts.write(
                json, new ReleaseFile().statement(new byte[] {(byte) 0xfb, (byte) 0xff})))
        .isEqualTo("{\"statement\":\"+/8=\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"A\"", "\"!!!!\"", "\"+A-_\"", "\"AQID BA==\"", "{}", "[1]"})
  void brokenBase64IsAnErrorThatNamesThePlace(String value) {
    assertThatThrownBy(() -> json.read("{\"statement\":" + value + "}", ReleaseFile.class))
        .isInstanceOf(JsonParseException.class)
        .hasMessageContaining("$.statement");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T21:29:41Z, 2026-11-23T21:29:41Z",
    "2026-11-23T21:29:41.781728Z, 2026-11-23T21:29:41.781728Z",
    "2026-11-23T21:29:41.123456789Z, 2026-11-23T21:29:41.123456789Z",
    "2026-11-23T23:29:41.5+02:00, 2026-11-23T21:29:41.500Z",
    "2026-11-23T16:29:41.1-05:00, 2026-11-23T21:29:41.100Z",
    "2026-11-23t21:29:41z, 2026-11-23T21:29:41Z"
  })
  void timeIsReadWithAnyOffsetAndWrittenInUtc(String text, String written) {
    Release release = read("{\"createTime\":\"" + text + "\"}", Release.class);

    assertThat(JsonTexts.write(json, release)).isEqualTo("{\"createTime\":\"" + written + "\"}");
  }

  @Property
  void everyTimeSurvivesAtAnyOffset(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_200_000L) long second,
      @ForAll @IntRange(min = 0, max = 999_999_999) int nano,
      @ForAll @IntRange(min = -18, max = 18) int hours) {
    Instant time = Instant.ofEpochSecond(second, nano);
    OffsetDateTime local = time.atOffset(ZoneOffset.ofHours(hours));

    assertThat(
            read(JsonTexts.write(json, new Release().createTime(time)), Release.class)
                .getCreateTime())
        .isEqualTo(time);
    assertThat(read("{\"createTime\":\"" + local + "\"}", Release.class).getCreateTime())
        .isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"yesterday\"", "\"2026-11-23\"", "\"2026-13-01T00:00:00Z\"", "5", "{}"})
  void whatIsNoTimeIsAnError(String value) {
    assertThatThrownBy(() -> json.read("{\"createTime\":" + value + "}", Release.class))
        .isInstanceOf(JsonParseException.class);
  }

  @Test
  void whatIsNotSetIsNotSent() {
    assertThat(JsonTexts.write(json, new Release())).isEqualTo("{}");
    assertThat(JsonTexts.write(json, new BatchRunTasksRequest().tasks(null))).isEqualTo("{}");
    assertThat(JsonTexts.write(json, new BatchRunTasksRequest().tasks(List.of())))
        .isEqualTo("{\"tasks\":[]}");
    assertThat(JsonTexts.write(json, new Release().addFilesItem(new ReleaseFile().path("a<b>&'ü"))))
        .isEqualTo("{\"files\":[{\"path\":\"a<b>&'ü\"}]}");
  }

  @Test
  void nullMeansNotSet() {
    Release release =
        read("{\"name\":null,\"files\":null,\"createTime\":null,\"type\":null}", Release.class);

    assertThat(release).isEqualTo(new Release());
    assertThat(release.getFiles()).isEmpty();
    assertThat(JsonTexts.write(json, release)).isEqualTo("{}");
    assertThat(read("{\"extraConnectionParameters\":null}", DataSource.class))
        .isEqualTo(new DataSource());
    assertThat(read("{\"statement\":null}", ReleaseFile.class).getStatement()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "null"})
  void textThatHoldsNothingIsNoMessage(String text) {
    assertThat(json.read(text, Release.class)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"name\":", "[]", "7", "\"x\"", "<html></html>", "{} x"})
  void textThatIsNoMessageIsAnError(String text) {
    assertThatThrownBy(() -> json.read(text, Release.class)).isInstanceOf(JsonParseException.class);
  }

  @Test
  void freeFormJsonIsWrittenBackAsItCame() {
    String free = "{\"wide\":9007199254740993,\"part\":1.50,\"text\":\"1\",\"list\":[1,true]}";

    Map<?, ?> map = read(free, Map.class);

    assertThat(JsonParser.parseString(JsonTexts.write(json, map)))
        .isEqualTo(JsonParser.parseString(free));
    assertThat(JsonTexts.write(json, map)).contains(":9007199254740993,");
  }

  @Test
  void listThatIsReadOrSetIsNotTheCallersOwn() {
    List<String> tasks = new java.util.ArrayList<>(List.of("a"));
    BatchRunTasksRequest request = new BatchRunTasksRequest().tasks(tasks);

    tasks.add("b");

    assertThat(request.getTasks()).containsExactly("a");
  }
}
