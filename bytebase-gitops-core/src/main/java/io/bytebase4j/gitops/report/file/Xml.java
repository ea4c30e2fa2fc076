package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.Texts;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes one document of JUnit XML, an element a line, piece by piece. What XML can't hold becomes
 * U+FFFD. Used once, by one thread.
 */
final class Xml {
  private interface Step {
    void run() throws XMLStreamException;
  }

  // where it stands in output, readers attach a file of the machine
  private static final Pattern ATTACHMENT =
      Pattern.compile("\\[(?=\\[ATTACHMENT\\|)", Pattern.CASE_INSENSITIVE);

  private final XMLStreamWriter writer;
  private int depth;
  private boolean holdsElements;

  Xml(Appendable out) {
    try {
      // the JDK's own, whatever else is on the class path, so that all write the same
      writer =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(new AppendableWriter(out));
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the JDK has an XML writer", e);
    }
  }

  Xml declaration() throws IOException {
    return does(() -> writer.writeStartDocument("UTF-8", "1.0"));
  }

  Xml start(String element) throws IOException {
    newLine();
    depth++;
    holdsElements = false;
    return does(() -> writer.writeStartElement(element));
  }

  Xml attribute(String name, String value) throws IOException {
    return does(() -> writer.writeAttribute(name, fit(value)));
  }

  Xml attribute(String name, long value) throws IOException {
    return attribute(name, Long.toString(value));
  }

  Xml text(String text) throws IOException {
    return does(() -> writer.writeCharacters(fit(text)));
  }

  Xml end() throws IOException {
    depth--;
    if (holdsElements) {
      newLine();
    }
    holdsElements = true;
    return does(writer::writeEndElement);
  }

  void endOfDocument() throws IOException {
    does(writer::writeEndDocument);
    does(() -> writer.writeCharacters("\n"));
    flush();
  }

  void flush() throws IOException {
    does(writer::flush);
  }

  private static String fit(String text) {
    return ATTACHMENT.matcher(Texts.xml(text)).replaceAll("[ ");
  }

  private void newLine() throws IOException {
    does(() -> writer.writeCharacters("\n" + "  ".repeat(depth)));
  }

  private Xml does(Step step) throws IOException {
    try {
      step.run();
      return this;
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException fault) {
        throw fault;
      }
      throw new IllegalStateException("not well formed", e);
    }
  }
}
