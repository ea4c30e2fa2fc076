package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** JUnit XML as its readers take it: held against a schema, and read by Surefire's own reader. */
final class JUnitXml {
  private static final Schema SCHEMA = schema();

  private JUnitXml() {}

  private static Schema schema() {
    try {
      return SchemaFactory.newDefaultInstance()
          .newSchema(Objects.requireNonNull(JUnitXml.class.getResource("/junit.xsd")));
    } catch (SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads a document that must be valid. */
  static List<ReportTestSuite> read(String xml) {
    try {
      var validator = SCHEMA.newValidator();
      validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      validator.validate(new StreamSource(new StringReader(xml)));
      TestSuiteXmlParser parser = new TestSuiteXmlParser(new NullConsoleLogger());
      // as a file is written and read
      byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
      List<ReportTestSuite> suites =
          parser.parse(
              new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
      assertThat(parser.isValid()).isTrue();
      suites.forEach(JUnitXml::requireSums);
      requireNames(suites);
      return suites;
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(e + " in " + xml.substring(0, Math.min(3000, xml.length())), e);
    }
  }

  /** What stands in {@code system-out}, one for each test case that has any. */
  static List<String> outputs(String xml) {
    try {
      NodeList outputs =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)))
              .getElementsByTagName("system-out");
      return IntStream.range(0, outputs.getLength())
          .mapToObj(i -> outputs.item(i).getTextContent())
          .toList();
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  // GitLab drops a second test case of the same names.
  private static void requireNames(List<ReportTestSuite> suites) {
    List<String> names =
        suites.stream()
            .flatMap(suite -> suite.getTestCases().stream())
            .map(test -> test.getFullClassName() + "\0" + test.getName())
            .toList();
    assertThat(Set.copyOf(names)).hasSameSizeAs(names);
  }

  private static void requireSums(ReportTestSuite suite) {
    List<ReportTestCase> cases = suite.getTestCases();
    assertThat(suite.getNumberOfTests()).isEqualTo(cases.size());
    assertThat(suite.getNumberOfFailures())
        .isEqualTo((int) cases.stream().filter(ReportTestCase::hasFailure).count());
    assertThat(suite.getNumberOfErrors())
        .isEqualTo((int) cases.stream().filter(ReportTestCase::hasError).count());
    assertThat(suite.getNumberOfSkipped())
        .isEqualTo((int) cases.stream().filter(ReportTestCase::hasSkipped).count());
  }
}
