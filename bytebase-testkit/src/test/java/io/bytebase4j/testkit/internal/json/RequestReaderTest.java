package io.bytebase4j.testkit.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {

  private static final ApiCatalog CATALOG = ApiCatalog.load("2026-08");

  private static String read(String message, String body) {
    return RequestReader.read(CATALOG, body, CATALOG.message("bytebase.v1." + message), true)
        .toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Release              | {"type": 2}                              | {"type":"DECLARATIVE"}
          Release              | {"type": "VERSIONED"}                    | {"type":"VERSIONED"}
          Release              | {"type": 99}                             | {"type":99}
          Release              | {"vcs_source": {"vcs_type": "GITHUB"}}   | {"vcsSource":{"vcsType":"GITHUB"}}
          Release              | {"category": null, "files": []}          | {"files":[]}
          BatchRunTasksRequest | {"runTime": "2026-11-24T01:00:00+01:00"} | {"runTime":"2026-11-24T00:00:00Z"}
          Plan                 | {"planCheckRunStatusCount": {"a": "3"}}  | {"planCheckRunStatusCount":{"a":3}}
          Plan                 | {"title": "\\u00e4 \\" x"}               | {"title":"ä \\" x"}
          Release.File         | {"statement": "-_8"}                     | {"statement":"+/8="}
          """)
  void takesEveryForm(String message, String body, String read) {
    assertThat(read(message, body)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Plan         | {"title": 1}            | proto:~(line 1:11): invalid value for string field title: 1
          Plan         | {"title": {}}           | proto:~syntax error (line 1:11): unexpected token {
          Plan         | {"hasRollout": "true"}  | proto:~(line 1:16): invalid value for bool field hasRollout: "true"
          Plan         | {"specs": {}}           | proto:~syntax error (line 1:11): unexpected token {
          Plan         | {"title": "a", "title": "b"} | proto:~(line 1:16): duplicate field "title"
          Release      | {"type": 1.5}           | proto:~(line 1:10): invalid value for enum field type: 1.5
          BatchRunTasksRequest | {"runTime": "soon"} | proto:~(line 1:13): invalid google.protobuf.Timestamp value "soon"
          Plan         | {"title": "a"           | unexpected EOF
          """)
  void refusesInTheWordsOfTheServer(String message, String body, String words) {
    assertThatThrownBy(() -> read(message, body))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage(words.replace("proto:~syntax", "proto:\u00a0syntax").replace("~", "\u00a0"));
  }

  @Test
  void countsLines() {
    assertThatThrownBy(() -> read("Plan", "{\n  \"title\": \"ä\", \"nope\": 1}"))
        .hasMessageEndingWith("(line 2:17): unknown field \"nope\"");
  }

  @Test
  void anEmptyBodyIsAnEmptyRequest() {
    assertThat(read("Plan", " ")).isEqualTo("{}");
  }
}
