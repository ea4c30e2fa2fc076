package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.RuleType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of one SARIF document, by id in order of their first result. */
final class SarifRules {
  private static final class Rule {
    private final int index;
    private final Severity severity;
    private final RuleType type;
    private final Set<String> titles = new LinkedHashSet<>();

    Rule(int index, Severity severity, RuleType type) {
      this.index = index;
      this.severity = severity;
      this.type = type;
    }
  }

  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final SarifText texts;

  SarifRules(SarifText texts) {
    this.texts = texts;
  }

  void addGap() {
    rules
        .computeIfAbsent(Gap.RULE, unused -> rule(Severity.ERROR, RuleType.NONE))
        .titles
        .add("The review is not complete");
  }

  /** Call it in the order of the report: the first finding of a rule is the worst. */
  void add(ReviewFinding finding) {
    Rule rule =
        rules.computeIfAbsent(
            Phrases.ruleId(finding), unused -> rule(finding.severity(), finding.ruleType()));
    if (rule.titles.size() < 2) { // from the second on they only tell that there are several
      rule.titles.add(finding.title());
    }
  }

  private Rule rule(Severity severity, RuleType type) {
    return new Rule(rules.size(), severity, type);
  }

  int index(String id) {
    Rule rule = rules.get(id);
    if (rule == null) {
      throw new IllegalArgumentException("no result was added for " + id);
    }
    return rule.index;
  }

  void write(Json json) throws IOException {
    json.beginArray("rules");
    for (Map.Entry<String, Rule> entry : rules.entrySet()) {
      write(entry.getKey(), entry.getValue(), json);
    }
    json.endArray();
  }

  private void write(String id, Rule rule, Json json) throws IOException {
    String title = rule.titles.size() == 1 ? rule.titles.iterator().next() : "";
    String name = texts.name(title);
    json.beginObject().put("id", id);
    json.putUnlessEmpty("name", name);
    text("shortDescription", name.isEmpty() ? "Findings of " + id : name, json);
    text("fullDescription", kind(rule.type, id) + (name.isEmpty() ? "" : ": " + name), json);
    text("help", help(rule.type, id, name), json);
    json.beginObject("defaultConfiguration")
        .put("level", level(rule.severity))
        .endObject()
        .beginObject("properties")
        .put("tags", List.of("sql", "database"))
        .put(
            "problem.severity",
            rule.severity == Severity.INFO ? "recommendation" : level(rule.severity))
        .endObject()
        .endObject();
  }

  private void text(String field, String text, Json json) throws IOException {
    json.beginObject(field).put("text", texts.message(text)).endObject();
  }

  static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  private static String kind(RuleType type, String id) {
    if (id.equals(Gap.RULE)) {
      return "A check of the review itself";
    }
    return switch (type) {
      case PARSER_BASED -> "A rule of the SQL review";
      case AI_POWERED -> "A custom rule in words, judged by an AI";
      case PREFLIGHT -> "A check of the migration file itself";
      case NONE, UNKNOWN -> "A check by the server";
    };
  }

  private static String help(RuleType type, String id, String name) {
    if (id.equals(Gap.RULE)) {
      return "There may be more to find than the results say. The message says why.";
    }
    return switch (type) {
      case PARSER_BASED, AI_POWERED ->
          "The server found this. To let one finding pass, give the reason in a comment before the"
              + " statement, such as: -- bytebase4j-allow "
              + (name.isEmpty() ? "RULE" : name)
              + ": filled by a trigger";
      case PREFLIGHT -> "This was found in the file itself, without the server.";
      case NONE, UNKNOWN -> "The server found this.";
    };
  }
}
