package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.review.Position;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.gitops.review.ReviewVerdict.Kind;
import io.bytebase4j.gitops.review.ReviewVerdict.Reason;
import io.bytebase4j.gitops.review.ReviewVerdict.Waiver;
import io.bytebase4j.gitops.review.ReviewedFile;
import io.bytebase4j.gitops.review.RiskLevel;
import io.bytebase4j.gitops.review.RuleType;
import io.bytebase4j.gitops.review.Suppression;
import io.bytebase4j.gitops.review.TargetReview;
import io.bytebase4j.gitops.review.TargetReview.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a verdict of a {@link JsonReport} again: it must hold all of it. */
final class JsonReadBack {
  private final JsonNode json;
  private final Map<String, ReviewFinding> findings = new HashMap<>();

  private JsonReadBack(JsonNode json) {
    this.json = json;
  }

  static ReviewVerdict verdict(String json) {
    return new JsonReadBack(Schemas.parsed(json)).verdict();
  }

  private ReviewVerdict verdict() {
    ReviewReport report =
        new ReviewReport(
            text(json, "project"),
            Instant.parse(text(json, "reviewedAt")),
            json.required("files")
                .valueStream()
                .filter(file -> file.required("toReview").booleanValue())
                .map(file -> text(file, "file"))
                .toList(),
            list(json, "targets", JsonReadBack::target),
            list(json, "findings", this::finding),
            texts(json, "notes"));
    JsonNode verdict = json.required("verdict");
    return new ReviewVerdict(
        report,
        list(verdict, "reasons", this::reason),
        list(verdict, "waivers", this::waiver),
        texts(verdict, "notes"));
  }

  private static TargetReview target(JsonNode target) {
    return new TargetReview(
        text(target, "target"),
        optional(target, "group"),
        optional(target, "environment"),
        Outcome.valueOf(text(target, "outcome")),
        list(
            target,
            "reviewed",
            file ->
                new ReviewedFile(
                    text(file, "file"),
                    text(file, "database"),
                    file.required("affectedRows").longValue(),
                    RiskLevel.valueOf(text(file, "riskLevel")))),
        texts(target, "alreadyApplied"),
        texts(target, "unknown"),
        text(target, "detail"));
  }

  private ReviewFinding finding(JsonNode json) {
    JsonNode comment = json.get("suppression");
    ReviewFinding finding =
        new ReviewFinding(
            Severity.valueOf(text(json, "severity")),
            json.required("code").intValue(),
            text(json, "title"),
            text(json, "content"),
            RuleType.valueOf(text(json, "ruleType")),
            text(json, "file"),
            position(json.get("start")),
            position(json.get("end")),
            texts(json, "targets"),
            text(json, "fingerprint"),
            comment == null
                ? null
                : new Suppression(
                    comment.required("line").intValue(),
                    Set.copyOf(texts(comment, "rules")),
                    text(comment, "reason")));
    findings.put(finding.fingerprint(), finding);
    return finding;
  }

  private static Position position(@Nullable JsonNode json) {
    return json == null
        ? Position.NONE
        : new Position(json.required("line").intValue(), json.path("column").asInt(0));
  }

  private Reason reason(JsonNode reason) {
    return new Reason(
        Kind.valueOf(text(reason, "kind")),
        text(reason, "message"),
        texts(reason, "targets"),
        texts(reason, "findings").stream().map(findings::get).toList());
  }

  private Waiver waiver(JsonNode waiver) {
    String lastDay = optional(waiver, "lastDay");
    return new Waiver(
        Objects.requireNonNull(findings.get(text(waiver, "finding"))),
        text(waiver, "reason"),
        lastDay == null ? null : LocalDate.parse(lastDay));
  }

  private static String text(JsonNode json, String field) {
    return json.required(field).stringValue();
  }

  private static @Nullable String optional(JsonNode json, String field) {
    return json.has(field) ? text(json, field) : null;
  }

  private static List<String> texts(JsonNode json, String field) {
    return list(json, field, JsonNode::stringValue);
  }

  private static <T> List<T> list(JsonNode json, String field, Function<JsonNode, T> read) {
    return json.required(field).valueStream().map(read).toList();
  }
}
