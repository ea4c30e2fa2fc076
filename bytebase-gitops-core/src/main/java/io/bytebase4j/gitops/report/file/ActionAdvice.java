package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.review.Position;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.RuleType;
import java.io.IOException;

/** A finding as the server's API writes it. */
final class ActionAdvice {
  private ActionAdvice() {}

  static void write(ReviewFinding finding, Json json) throws IOException {
    json.beginObject()
        .putUnlessZero("code", finding.code())
        .putUnlessEmpty("content", finding.content());
    position("endPosition", finding.end(), json);
    json.putUnlessEmpty("ruleType", ruleType(finding.ruleType()));
    position("startPosition", finding.start(), json);
    json.put("status", status(finding.severity()))
        .putUnlessEmpty("title", finding.title())
        .endObject();
  }

  private static void position(String name, Position position, Json json) throws IOException {
    if (position.line() > 0) {
      json.beginObject(name)
          .putUnlessZero("column", position.column())
          .put("line", position.line())
          .endObject();
    }
  }

  private static String ruleType(RuleType type) {
    return switch (type) {
      case PARSER_BASED, AI_POWERED -> type.name();
      case NONE, PREFLIGHT, UNKNOWN -> "";
    };
  }

  private static String status(Severity severity) {
    return switch (severity) {
      case ERROR, WARNING -> severity.name();
      case INFO -> "SUCCESS";
    };
  }
}
