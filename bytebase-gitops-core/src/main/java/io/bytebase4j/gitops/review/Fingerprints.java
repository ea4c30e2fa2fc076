package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.migration.MigrationContent;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Gives each finding of a review its fingerprint: a hash of file, rule and text, and a number where
 * that is the same several times. The line is left out, so that a finding stays the same while the
 * lines above it change. Used once, by one thread.
 */
final class Fingerprints {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Map<String, Integer> counts = new HashMap<>();

  ReviewFinding addTo(ReviewFinding finding) {
    String what =
        String.join(
            "\0",
            finding.file(),
            finding.ruleId(),
            RuleNames.normalised(finding.title()),
            SPACE.matcher(finding.content()).replaceAll(" ").strip());
    int ordinal = counts.merge(what, 1, Integer::sum);
    return finding.withFingerprint(MigrationContent.of(what + "\0" + ordinal).sha256());
  }
}
