package io.bytebase4j.gitops.release;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Fills the times of a template, as the server does.
 *
 * @param template with its key, and with the iteration at its end
 * @param zone where the times are taken
 * @param minutes whether it changes from minute to minute; if not, from day to day
 */
record TemplateTimes(String template, ZoneId zone, boolean minutes) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm", Locale.ROOT);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'_'HHmm", Locale.ROOT);

  /** All texts between two times, each once, in the order of time. */
  List<String> texts(Instant from, Instant to) {
    Set<String> texts = new LinkedHashSet<>();
    for (Instant time = from; !time.isAfter(to); time = nextChange(time)) {
      texts.add(text(time));
    }
    return List.copyOf(texts);
  }

  /** The text at a time. */
  String text(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    return template
        .replace("{date}", DATE.format(local))
        .replace("{time}", TIME.format(local))
        .replace("{timestamp}", TIMESTAMP.format(local))
        .replace("{iteration}", "");
  }

  /** The next time at which the text may be another: a new day or minute, or clocks are changed. */
  private Instant nextChange(Instant time) {
    ChronoUnit unit = minutes ? ChronoUnit.MINUTES : ChronoUnit.DAYS;
    ZonedDateTime local = time.atZone(zone);
    Instant next =
        ZonedDateTime.ofLocal(
                local.toLocalDateTime().truncatedTo(unit).plus(1, unit), zone, local.getOffset())
            .toInstant();
    ZoneOffsetTransition change = zone.getRules().nextTransition(time);
    return change != null && change.getInstant().isBefore(next) ? change.getInstant() : next;
  }
}
