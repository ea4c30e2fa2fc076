package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.internal.ServerDialect;
import io.bytebase4j.gitops.internal.ServerDialect.AdviceData;
import io.bytebase4j.gitops.internal.ServerDialect.CheckData;
import io.bytebase4j.gitops.internal.ServerDialect.FileData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for reviews and merges the answers. Thread-safe. */
public final class Reviewer {
  /** The server stops looking when it has found this many errors and as many warnings. */
  private static final int SERVER_LIMIT = 50;

  private final ServerDialect server;

  /**
   * Asks a server.
   *
   * @param server the server
   */
  public Reviewer(ServerDialect server) {
    this.server = server;
  }

  /**
   * Reviews files. Target by target, since one call over many targets loses findings: the server
   * counts its limit over all of them.
   *
   * @param request what to review
   * @return the report
   * @throws io.bytebase4j.client.BytebaseException if the server can't be asked or refuses
   */
  public ReviewReport review(ReviewRequest request) {
    List<FileData> files =
        request.migrations().files().stream()
            .map(file -> new FileData(file.path(), file.version().text(), file.content().bytes()))
            .toList();
    FindingMerge findings = new FindingMerge();
    List<String> incomplete = new ArrayList<>();
    long affectedRows = 0;
    RiskLevel risk = RiskLevel.NONE;
    for (String target : request.targets()) {
      CheckData answer = server.check(request.project(), files, List.of(target));
      answer.advices().forEach(findings::add);
      if (hitLimit(answer.advices())) {
        incomplete.add(target);
      }
      affectedRows += answer.affectedRows();
      risk = highest(risk, riskLevel(answer.riskLevel()));
    }
    return new ReviewReport(
        request.project(), request.targets(), findings.sorted(), affectedRows, risk, incomplete);
  }

  private static boolean hitLimit(List<AdviceData> advices) {
    long errors = advices.stream().filter(a -> severity(a.level()) == Severity.ERROR).count();
    long warnings = advices.stream().filter(a -> severity(a.level()) == Severity.WARNING).count();
    return errors >= SERVER_LIMIT && warnings >= SERVER_LIMIT;
  }

  /** A level that this version does not know is taken to be an error: nothing bad may pass. */
  static Severity severity(String level) {
    return switch (level) {
      case "WARNING" -> Severity.WARNING;
      case "SUCCESS" -> Severity.INFO;
      default -> Severity.ERROR;
    };
  }

  private static RiskLevel riskLevel(@Nullable String text) {
    if (text == null || text.equals("RISK_LEVEL_UNSPECIFIED")) {
      return RiskLevel.NONE;
    }
    for (RiskLevel level : RiskLevel.values()) {
      if (level.name().equals(text)) {
        return level;
      }
    }
    return RiskLevel.UNKNOWN;
  }

  private static RiskLevel highest(RiskLevel one, RiskLevel other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
