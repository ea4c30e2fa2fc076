package io.bytebase4j.gitops.doctor;

import static io.bytebase4j.gitops.doctor.CheckState.FAILED;
import static io.bytebase4j.gitops.doctor.CheckState.OK;
import static io.bytebase4j.gitops.doctor.CheckState.UNKNOWN;
import static io.bytebase4j.gitops.doctor.CheckState.WARNING;

import io.bytebase4j.client.ServerContact;
import io.bytebase4j.client.TransportException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a first request told of the way to the server, and of its clock. Immutable.
 *
 * @param contact what the answer told; null where TLS got no further
 * @param refusal why TLS got no further; null where it did
 * @param middle the time, by this machine's clock, in the middle of the request
 */
record FirstLook(
    URI url,
    @Nullable ServerContact contact,
    @Nullable TransportException refusal,
    Instant middle) {
  private static final Pattern THIS_MACHINE =
      Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[(::1|(0:){7}1)]");
  private static final Duration CERTIFICATE_MARGIN = Duration.ofDays(14);
  private static final Duration MOST_SKEW = Duration.ofMinutes(1);

  DoctorCheck reachable() {
    return contact == null
        ? DoctorCheck.of(DoctorCheck.REACHABLE, OK, url + " answers")
        : DoctorCheck.of(
            DoctorCheck.REACHABLE, OK, url + " answers in " + contact.elapsed().toMillis() + " ms");
  }

  DoctorCheck tls() {
    if (refusal != null) {
      return DoctorCheck.of(DoctorCheck.TLS, FAILED, String.valueOf(refusal.getMessage()))
          .because(refusal);
    }
    Instant end = contact == null ? null : contact.certificateEnd();
    if (!"https".equalsIgnoreCase(url.getScheme())) {
      return isThisMachine()
          ? tls(OK, "plain http, but to this machine only")
          : tls(WARNING, "plain http shows the access token to everybody on the road: use https");
    } else if (end == null) {
      return tls(OK, "https");
    }
    boolean near = middle.plus(CERTIFICATE_MARGIN).isAfter(end);
    String until = "https, with a certificate until " + end.atOffset(ZoneOffset.UTC).toLocalDate();
    return near ? tls(WARNING, until + ": have it renewed") : tls(OK, until);
  }

  private boolean isThisMachine() {
    return url.getHost() != null && THIS_MACHINE.matcher(url.getHost()).matches();
  }

  private static DoctorCheck tls(CheckState state, String text) {
    return DoctorCheck.of(DoctorCheck.TLS, state, text);
  }

  DoctorCheck clock() {
    Instant date = contact == null ? null : contact.date();
    if (date == null) {
      return DoctorCheck.of(
          DoctorCheck.CLOCK, UNKNOWN, "the answer does not say what time it is at the server");
    }
    Duration ahead = Duration.between(date, middle);
    String skew = words(ahead.abs());
    if (ahead.abs().compareTo(MOST_SKEW) < 0) {
      return DoctorCheck.of(DoctorCheck.CLOCK, OK, "this machine and the server agree to " + skew);
    }
    return DoctorCheck.of(
        DoctorCheck.CLOCK,
        WARNING,
        ("this machine's clock is %s %s the server's: tokens may be refused or renewed too late,"
                + " and releases looked for on another day than they were made; set the clock")
            .formatted(skew, ahead.isNegative() ? "behind" : "ahead of"));
  }

  private static String words(Duration skew) {
    if (skew.compareTo(Duration.ofSeconds(2)) < 0) {
      return "the second";
    }
    return skew.compareTo(MOST_SKEW) < 0
        ? skew.toSeconds() + " s"
        : skew.toMinutes() + " min " + skew.toSecondsPart() + " s";
  }
}
