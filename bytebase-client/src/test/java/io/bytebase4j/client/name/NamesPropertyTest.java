package io.bytebase4j.client.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.rest.ResourceName;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for names of any kind and any text. */
class NamesPropertyTest {

  @Provide
  Arbitrary<Kind> kinds() {
    return Arbitraries.of(Kind.all());
  }

  /** Ids as servers make them, and any other text that one segment can be. */
  @Provide
  Arbitrary<List<String>> ids() {
    Arbitrary<String> usual =
        Arbitraries.strings().alpha().numeric().withChars("-_.@:").ofMinLength(1).ofMaxLength(63);
    Arbitrary<String> any = Arbitraries.strings().ofMinLength(1).ofMaxLength(20);
    return Arbitraries.oneOf(usual, any).filter(id -> IdRule.fault(id) == null).list().ofSize(5);
  }

  @Property
  void nameThatWasPutTogetherIsTakenApartAgain(
      @ForAll("kinds") Kind kind, @ForAll("ids") List<String> ids) {
    ResourceName name = kind.of().apply(ids);

    assertThat(kind.parse().apply(name.toString())).isEqualTo(name).hasSameHashCodeAs(name);
    assertThat(name.name()).isEqualTo(name.toString());
  }

  /** Texts near to names: segments of real ones, mixed with anything. */
  @Provide
  Arbitrary<String> nearNames() {
    List<String> segments =
        Kind.all().stream().flatMap(kind -> List.of(kind.example().split("/")).stream()).toList();
    Arbitrary<String> segment =
        Arbitraries.oneOf(
            Arbitraries.of(segments), Arbitraries.of("", ".", "..", "-", "{project}", " ", "%2F"));
    return segment.list().ofMaxSize(11).map(parts -> String.join("/", parts));
  }

  @Property
  void textNearANameIsTakenAsItIsOrRefused(
      @ForAll("kinds") Kind kind, @ForAll("nearNames") String text) {
    assertTakenAsItIsOrRefused(kind, text);
  }

  @Property
  void anyTextIsTakenAsItIsOrRefused(@ForAll("kinds") Kind kind, @ForAll String text) {
    assertTakenAsItIsOrRefused(kind, text);
  }

  @Property
  void anyTextAsTheLastIdIsTakenAsItIsOrRefused(@ForAll("kinds") Kind kind, @ForAll String id) {
    String example = kind.example();
    assertTakenAsItIsOrRefused(kind, example.substring(0, example.lastIndexOf('/') + 1) + id);
  }

  private static void assertTakenAsItIsOrRefused(Kind kind, String text) {
    ResourceName name;
    try {
      name = kind.parse().apply(text);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining(" is not of the form ");
      return;
    }
    assertThat(name).hasToString(text);
  }
}
