package io.bytebase4j.gitops.report.bitbucket;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.common.internal.http.PlatformException;
import io.bytebase4j.gitops.common.internal.http.PlatformException.Kind;
import io.bytebase4j.gitops.common.internal.http.PlatformSession;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import java.util.List;
import java.util.Set;

/**
 * Puts one report in the place of the one before. The steps are such that after any of them there
 * is no report that shows a better result than the review had. Used once.
 */
final class InsightsUpload {
  private static final int MOST_AT_ONCE = 100;
  private static final Set<Kind> NO_USE_TO_GO_ON =
      Set.of(Kind.INTERRUPTED, Kind.OUT_OF_TIME, Kind.UNREACHABLE);

  private final PlatformSession session;
  private final InsightsReport report;
  private final List<JsonObject> annotations;
  private final ApiPath path;
  private int sent;

  InsightsUpload(PlatformSession session, ApiPath reports, ReportedReview review) {
    this.session = session;
    InsightsAnnotations made = InsightsAnnotations.of(review);
    this.annotations = made.json();
    this.report = new InsightsReport(review, made.leftOut());
    this.path = reports.plus(report.id());
  }

  Publication run(String sink, String commit) {
    String stale = removeOld();
    try {
      if (!annotations.isEmpty()) {
        session.put(path, report.pending());
        sendAnnotations();
      }
      session.put(path, report.whole());
    } catch (PlatformException e) {
      sayWhatIsMissing(e);
      throw new PlatformException(
          e.kind(),
          e.status(),
          "%d of %d annotations were sent, then: %s"
              .formatted(sent, annotations.size(), e.getMessage()),
          e);
    }
    return Publication.published(
        sink, report.id() + " on commit " + commit + stale, report.leftOut());
  }

  private String removeOld() {
    try {
      session.delete(path);
      return "";
    } catch (PlatformException e) {
      // A gateway or proxy may let nothing be removed. The new report replaces the old one all the
      // same; only annotations of findings that are gone would stay.
      if (!e.isDenied() && e.status() != 405) {
        throw e;
      }
      return "; annotations of an earlier run may still be there: " + e.getMessage();
    }
  }

  private void sendAnnotations() {
    ApiPath place = path.plus("annotations");
    for (int from = 0; from < annotations.size(); from += MOST_AT_ONCE) {
      List<JsonObject> some =
          annotations.subList(from, Math.min(from + MOST_AT_ONCE, annotations.size()));
      JsonArray body = new JsonArray(some.size());
      some.forEach(body::add);
      // Bitbucket knows them by the ids that we give.
      session.postRepeatable(place, body);
      sent += some.size();
    }
  }

  private void sayWhatIsMissing(PlatformException why) {
    if (NO_USE_TO_GO_ON.contains(why.kind()) || why.isDenied()) {
      return;
    }
    try {
      session.put(path, report.unfinished(sent, annotations.size()));
    } catch (PlatformException e) {
      // The first fault is the one to tell; what stands there says that it is not whole.
      why.addSuppressed(e);
    }
  }
}
