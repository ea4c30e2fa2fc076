package io.bytebase4j.gitops.report.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** What a reader's program makes of Markdown, with the extensions that platforms switch on. */
final class MarkdownView {
  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(), AutolinkExtension.create(), StrikethroughExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private final Node document;

  MarkdownView(String markdown) {
    this.document = PARSER.parse(markdown);
  }

  <T extends Node> List<T> all(Class<T> kind) {
    return nodes(document, kind::isInstance).stream().map(kind::cast).toList();
  }

  List<String> kinds() {
    return nodes(document, node -> true).stream()
        .map(node -> node.getClass().getSimpleName())
        .distinct()
        .sorted()
        .toList();
  }

  List<String> html() {
    List<String> html = new ArrayList<>();
    all(HtmlBlock.class).forEach(block -> html.add(block.getLiteral()));
    all(HtmlInline.class).forEach(inline -> html.add(inline.getLiteral()));
    return html;
  }

  /** What one can read in a node, code and all. */
  static String read(Node node) {
    StringBuilder words = new StringBuilder();
    nodes(node, found -> true)
        .forEach(
            found -> {
              if (found instanceof Text text) {
                words.append(text.getLiteral());
              } else if (found instanceof Code code) {
                words.append(code.getLiteral());
              } else if (found instanceof SoftLineBreak) {
                words.append('\n');
              }
            });
    return words.toString();
  }

  /** All text outside of spans of code, in which platforms look for mentions and the like. */
  List<String> scanned() {
    return all(Text.class).stream().map(Text::getLiteral).toList();
  }

  private static List<Node> nodes(Node root, Predicate<Node> wanted) {
    List<Node> found = new ArrayList<>();
    root.accept(
        new AbstractVisitor() {
          @Override
          protected void visitChildren(Node parent) {
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
              if (wanted.test(child)) {
                found.add(child);
              }
              visitChildren(child);
            }
          }
        });
    return found;
  }
}
