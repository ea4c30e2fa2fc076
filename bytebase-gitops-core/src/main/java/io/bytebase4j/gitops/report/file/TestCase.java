package io.bytebase4j.gitops.report.file;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * A test case of JUnit XML.
 *
 * @param name the name; no other of its class has the same
 * @param className the name of its class
 * @param file the file from the root of the repository; empty where there is none
 * @param result how it ended
 * @param detail makes its texts, which take the time, when they are wanted
 */
record TestCase(
    String name, String className, String file, Result result, Supplier<Detail> detail) {

  /**
   * The texts of a test case.
   *
   * @param message why it did not pass, in short; empty where it did
   * @param type the kind of what is wrong; empty where nothing is
   * @param text why it did not pass, in full; empty where it did
   * @param output what else there is to say; may be empty
   */
  record Detail(String message, String type, String text, String output) {}

  /** How a test case ended. */
  enum Result {
    PASSED(""),
    FAILED("failure"),
    ERROR("error"),
    SKIPPED("skipped");

    private final String element;

    Result(String element) {
      this.element = element;
    }
  }

  boolean isBad() {
    return result == Result.FAILED || result == Result.ERROR;
  }

  void write(Xml xml) throws IOException {
    xml.start("testcase").attribute("name", name).attribute("classname", className);
    if (!file.isEmpty()) {
      xml.attribute("file", file);
    }
    xml.attribute("time", 0);
    Detail texts = detail.get();
    if (result != Result.PASSED) {
      xml.start(result.element).attribute("message", texts.message());
      if (!texts.type().isEmpty()) {
        xml.attribute("type", texts.type());
      }
      xml.text(texts.text()).end();
    }
    if (!texts.output().isEmpty()) {
      xml.start("system-out").text(texts.output()).end();
    }
    xml.end();
  }
}
