package io.bytebase4j.gitops.report.markdown;

import io.bytebase4j.gitops.common.internal.Texts;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Text of others as Markdown that shows it and does nothing else: no markup, no HTML, no link, no
 * mention. It may stand in a cell of a table or an item of a list, but not begin a line.
 */
final class MarkdownText {
  // What platforms look for after Markdown is done with a text, so that no escape keeps them from
  // it: references to issues and the like, addresses, emoji. A space of no width does.
  private static final Pattern TRIGGER =
      Pattern.compile(
          "[#!~%$&^*\\[](?=[\\p{L}\\p{N}\"])|/(?=/)|(?i:\\bGH-)(?=\\d)|(?i:www)(?=\\.)"
              + "|:(?=[\\w+-]+(:|$))"
              // Azure DevOps may take a name with a well-known end for the name of a host
              + "|(?<=[\\p{L}\\p{N}])\\.(?=(?i:[a-z]{2}|com|org|net|edu|gov|info|biz|name|pro|web|shop|xxx"
              + "|aero|asia|coop|museum)(?![\\p{L}\\p{N}]))");
  private static final String APART = "$0\u200B";

  // A mention or the address of a mailbox may go on behind a space of no width, but not behind
  // code.
  private static final Pattern MENTION = Pattern.compile("@+");

  // In a span of code, no platform looks for anything; but what ends a span or a cell can't stand
  // there, and Bitbucket may look for mentions before it looks for code.
  private static final Pattern PLAIN_CODE =
      Pattern.compile("[^`|\\\\<>@\\[\\s]([^`|\\\\<>@\\[]*[^`|\\\\<>@\\[\\s])?");

  // What begins a block where a text begins an item of a list.
  private static final Pattern BLOCK = Pattern.compile("^(\\d*)([#+.)>-])");
  private static final Pattern NOT_IN_ADDRESS = Pattern.compile("[()<>\\[\\]|*`\\\\$!']");

  private final boolean html;

  MarkdownText(boolean html) {
    this.html = html;
  }

  /** A text for reading. */
  String prose(String text, int mostCodePoints) {
    return escape(Texts.cutToCodePoints(Texts.flowing(text), mostCodePoints));
  }

  /** A name. */
  String code(String text, int mostCodePoints) {
    String visible = Texts.cutToCodePoints(Texts.visible(text), mostCodePoints);
    if (PLAIN_CODE.matcher(visible).matches()) {
      return "`" + visible + "`";
    }
    return html && !visible.isBlank() ? "<code>" + escape(visible) + "</code>" : escape(visible);
  }

  /** A break of a line within a cell, or what stands for it. */
  String breakOfLine() {
    return html ? "<br>" : ": ";
  }

  /** An address for {@code [text](address)}. */
  static String address(URI uri) {
    return NOT_IN_ADDRESS
        .matcher(uri.toASCIIString())
        .replaceAll(found -> "%%%02X".formatted((int) found.group().charAt(0)))
        .replace("&", "&amp;");
  }

  private String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    TRIGGER.matcher(text).replaceAll(APART).codePoints().forEach(c -> append(escaped, c));
    String inText = BLOCK.matcher(escaped).replaceFirst("$1\\\\$2");
    return MENTION.matcher(inText).replaceAll("`$0`");
  }

  private void append(StringBuilder escaped, int point) {
    switch (point) {
      case '\\', '`', '*', '_', '[', ']', '{', '}' -> escaped.append('\\').appendCodePoint(point);
      case '|' -> escaped.append("&#124;");
      case '&' -> escaped.append(html ? "&amp;" : "&\u200B");
      case '<' -> escaped.append(html ? "&lt;" : "<\u200B");
      case '>' -> escaped.append(html ? "&gt;" : ">");
      case '~' -> escaped.append("&#126;");
      case '$' -> escaped.append(html ? "&#36;" : "$");
      default -> escaped.appendCodePoint(point);
    }
  }
}
