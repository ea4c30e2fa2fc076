package io.bytebase4j.gitops.report;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts that try to forge commands and markup, for {@link SampleReviews#hostile}. */
public final class HostileTexts {
  private static final String ESC = "\u001b";

  private static final List<String> COMMANDS =
      List.of(
          "::error file=a.sql,line=1::forged",
          "\n::error::forged",
          " \t::warning::forged",
          "\u00a0\u3000::set-output name=release::forged",
          "a\r::set-env name=PATH::forged",
          "a\r\n::add-mask::e",
          "\n::stop-commands::forged\n",
          "%0A::error::forged",
          "%250A%0D%0A::error::forged",
          "##[error]forged",
          "a ##[set-output name=x]forged",
          "##[group]forged\n##[endgroup]",
          "###[error]forged",
          "#\u202e#[error]forged",
          "##vso[task.setvariable variable=PATH;isoutput=true]forged",
          "a\n##vso[task.complete result=Succeeded;]forged",
          "%AZP25%0A##vso[task.uploadsummary]/etc/passwd",
          "x]##vso[task.logissue type=error]forged",
          "a;isoutput=true]forged",
          "a,line=7,title=forged",
          "##teamcity[message text='forged']",
          ESC + "[31mred" + ESC + "[0m",
          ESC + "]8;;https://forged.example" + ESC + "\\link" + ESC + "]8;;" + ESC + "\\",
          ESC + "[0Ksection_start:1700000000:forged\r" + ESC + "[0KForged",
          "section_end:1700000000:forged\r",
          "\u009b31mC1",
          "over\rwritten",
          "back\b\b\b\bspace");

  private static final List<String> MARKUP =
      List.of(
          "`code`",
          "``two`` ```three```",
          "`",
          "\\`",
          "\\",
          "\\\\`a`",
          "\n```\nfence\n```\n",
          "\n~~~\nfence\n~~~\n",
          "</code></td><td>cell",
          "<b>bold</b>",
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "<a href='javascript:alert(1)'>forged</a>",
          "</details><details open><summary>forged</summary>",
          "<https://forged.example>",
          "<forged@forged.example>",
          "<!-- bytebase4j hr -->",
          "--> forged <!--",
          "<!--",
          "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
          "<?php forged ?>",
          "<![CDATA[ forged ]]>",
          "]]>",
          "&lt;b&gt; &amp; &#64;here &#x7c; &copy",
          "a|b|c",
          "| a | b |\n|---|---|\n| c | d |",
          "a\\|b",
          "[forged](https://forged.example)",
          "![forged](https://forged.example/x.png)",
          "[forged]: https://forged.example\n[forged]",
          "[ ] [x] [^1] [[wiki]]",
          "https://forged.example/a?b=c",
          "http://forged.example www.forged.example ftp://forged.example",
          "javascript:alert(1) data:text/html,forged mailto:a@forged.example",
          "forged@forged.example",
          "forged.com or forged.co.uk, FORGED.NET/a?b forged.name",
          "@mention @org/team @{12345:abc} @<6E3B2A> @all",
          "a@mention (@mention) _@mention_",
          "#1 GH-1 org/repo#1 !1 $1 %1 ~label &1 *iteration:1",
          "1f0c2a4b5d6e7f8091a2b3c4d5e6f708192a3b4c",
          "AB#1 :tada: :+1:",
          "/merge",
          "\n/merge\n/close\n/assign @me",
          " /merge",
          "# heading",
          "\n# heading\n\nheading\n===\n",
          "\n\n---\n\n* a\n- b\n+ c\n1. d\n> quote",
          "*bold* **bold** _a_ __b__ ~~gone~~ ==mark== ^sup^ $x^2$ $$y$$ $`z`$",
          "{toc} {color:red}forged{color} {{template}} ${expression} ${{ github.token }}",
          "[[ATTACHMENT|/etc/passwd]]",
          "\n    indented code\n\tindented code\n",
          "two spaces  \nand a break<br>");

  private static final List<String> CHARACTERS =
      List.of(
          "\u202egnitirw desrever\u202c",
          "\u2066isolate\u2069 \u200emark\u200f \u061c",
          "line\u2028separator\u2029paragraph",
          "next\u0085line\u000bvertical\ftab",
          "nul\0byte",
          "lone \ud83d high",
          "lone \ude00 low",
          "\ude00\ud83d",
          "\ufffe\uffff",
          "\ufeffmark of order",
          "zero\u200bwidth\u200djoin",
          "😀 emoji 👩‍👩‍👧 é ｆｕｌｌ 表 عربى",
          "\"double\" 'single' ‘curly’ “curly”",
          "\"},{\"forged\":\"",
          "' -- */ /* ; DROP TABLE employee",
          "a=b c:d e,f;g",
          "x".repeat(300),
          "😀".repeat(300),
          "x".repeat(5000),
          "\n".repeat(200),
          "|".repeat(300),
          "`".repeat(100),
          "-- ::error::x\nSELECT '##vso[task.complete]', \"<b>|`@all`\" /* ]]> \u202e */;\r\n",
          "",
          " ",
          "\t");

  private HostileTexts() {}

  /**
   * All of them.
   *
   * @return for a {@code @MethodSource}
   */
  public static Stream<String> all() {
    return Stream.of(COMMANDS, MARKUP, CHARACTERS).flatMap(List::stream);
  }

  /**
   * Any text: pieces of those, special characters and characters at random, one after another.
   *
   * @return for jqwik
   */
  public static Arbitrary<String> any() {
    Arbitrary<String> piece = Arbitraries.of(all().filter(text -> text.length() < 300).toList());
    Arbitrary<String> special =
        Arbitraries.strings()
            .withChars("\\`*_{}[]()<>#+-.!~|:/@&;=%$^\"'?, \n\r\tab1")
            .ofMaxLength(8);
    Arbitrary<String> random = Arbitraries.strings().all().ofMaxLength(5);
    Arbitrary<String> name = Arbitraries.strings().alpha().numeric().ofMaxLength(6);
    return Arbitraries.oneOf(piece, special, random, name)
        .list()
        .ofMaxSize(6)
        .map(pieces -> String.join("", pieces));
  }
}
