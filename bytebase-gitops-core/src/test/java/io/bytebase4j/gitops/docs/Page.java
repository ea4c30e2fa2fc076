package io.bytebase4j.gitops.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** A page of Markdown of this repository. */
public final class Page {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> OTHERS = Set.of("target", "node_modules", ".git");
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private final Path file;
  private final Node document;

  private Page(Path file) {
    this.file = file;
    try {
      document = PARSER.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page by its path from the root of the repository. */
  public static Page of(String path) {
    return new Page(ROOT.resolve(path));
  }

  /** A page by where it lies. */
  static Page at(Path file) {
    return new Page(file);
  }

  /** All pages for readers; what only tests read is not among them. */
  static List<Page> all() {
    return files(path -> path.toString().endsWith(".md")).map(Page::new).toList();
  }

  /** The files of the repository that people wrote. */
  static Stream<Path> files(Predicate<Path> filter) {
    List<Path> found = new ArrayList<>();
    collect(ROOT, filter, found);
    return found.stream();
  }

  private static void collect(Path folder, Predicate<Path> filter, List<Path> found) {
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.sorted().toList()) {
        if (!Files.isDirectory(child)) {
          Stream.of(child).filter(filter).forEach(found::add);
        } else if (!OTHERS.contains(child.getFileName().toString())
            && !child.endsWith(Path.of("src", "test", "resources"))) {
          collect(child, filter, found);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  /** The path from the root of the repository. */
  String path() {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  /**
   * A piece of code.
   *
   * @param language what stands after the fence
   * @param text the code
   * @param remark the HTML comment right above it, or else that of the page for pieces in its
   *     language ({@code each sh is read by …}), without its marks; empty if there is none
   */
  public record Block(String language, String text, String remark) {
    /** Its lines, those that say something. */
    public List<String> lines() {
      return text.lines().filter(line -> !line.isBlank()).toList();
    }
  }

  /** The pieces of code, in order. */
  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(FencedCodeBlock code) {
            String remark = remark(code.getPrevious());
            blocks.add(
                new Block(
                    code.getInfo(),
                    code.getLiteral(),
                    remark.isEmpty() ? remarkOfPage(code.getInfo()) : remark));
          }
        });
    return blocks;
  }

  private static String remark(Node before) {
    return before instanceof HtmlBlock html
        ? html.getLiteral().replaceFirst("^<!--", "").replaceFirst("-->\\s*$", "").strip()
        : "";
  }

  private String remarkOfPage(String language) {
    String begin = "each " + language + " is ";
    return Stream.iterate(document.getFirstChild(), Objects::nonNull, Node::getNext)
        .map(Page::remark)
        .filter(remark -> remark.startsWith(begin))
        .map(remark -> remark.substring(begin.length()))
        .findFirst()
        .orElse("");
  }

  /** The pieces of code in a language, in order. */
  public List<Block> blocks(String language) {
    return blocks().stream().filter(block -> block.language().equals(language)).toList();
  }

  /** Where links and pictures lead. */
  Set<String> links() {
    Set<String> links = new LinkedHashSet<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            links.add(image.getDestination());
          }
        });
    return links;
  }

  /** What links can lead to on this page, as GitHub and Bitbucket's Markdown names headings. */
  Set<String> anchors() {
    Set<String> anchors = new LinkedHashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            String slug = slug(heading);
            int times = seen.merge(slug, 1, Integer::sum);
            anchors.add(times == 1 ? slug : slug + "-" + (times - 1));
          }
        });
    return anchors;
  }

  private static String slug(Heading heading) {
    StringBuilder text = new StringBuilder();
    heading.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }
        });
    return text.toString()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  @Override
  public String toString() {
    return path();
  }
}
