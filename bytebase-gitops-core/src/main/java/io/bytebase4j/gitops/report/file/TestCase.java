package io.bytebase4j.gitops.report.file;

import java.io.IOException;

/**
 * A test case of JUnit XML.
 *
 * @param name the name; no other of its class has the same
 * @param className the name of its class
 * @param file the file from the root of the repository; empty where there is none
 * @param result how it ended
 * @param message why, in short; empty where it passed
 * @param type the kind of what is wrong; empty where nothing is
 * @param text why, in full; empty where it passed
 * @param output what else there is to say; may be empty
 */
record TestCase(
    String name,
    String className,
    String file,
    Result result,
    String message,
    String type,
    String text,
    String output) {

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
    if (result != Result.PASSED) {
      xml.start(result.element).attribute("message", message);
      if (!type.isEmpty()) {
        xml.attribute("type", type);
      }
      xml.text(text).end();
    }
    if (!output.isEmpty()) {
      xml.start("system-out").text(output).end();
    }
    xml.end();
  }
}
