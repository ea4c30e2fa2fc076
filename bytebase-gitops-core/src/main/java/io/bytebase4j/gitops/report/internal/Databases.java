package io.bytebase4j.gitops.report.internal;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewedFile;
import io.bytebase4j.gitops.review.TargetReview;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The databases of a report in words. Names in the words are as others wrote them. */
public final class Databases {
  private static final int MOST_NAMES = 3;
  private static final Pattern DATABASE =
      Pattern.compile("(?:.*/)?instances/([^/]+)/databases/(.+)", Pattern.DOTALL);
  private static final Pattern GROUP = Pattern.compile(".*/(databaseGroups/.+)", Pattern.DOTALL);

  private final int count;
  private final boolean allKnown;

  /**
   * Counts the databases.
   *
   * @param report the report
   */
  public Databases(ReviewReport report) {
    Set<String> names = new HashSet<>();
    boolean known = true;
    for (TargetReview target : report.targets()) {
      List<String> reviewed = target.reviewed().stream().map(ReviewedFile::database).toList();
      names.addAll(reviewed);
      if (!ResourceNames.isDatabaseGroup(target.target())) {
        names.add(target.target());
      } else {
        known = false;
      }
    }
    this.count = names.size();
    this.allKnown = known;
  }

  /**
   * How many they are.
   *
   * @return for example {@code 3 databases}
   */
  public String counted() {
    return (allKnown ? "" : "at least ") + number(count);
  }

  /**
   * The databases that a finding holds for.
   *
   * @param finding the finding
   * @param name writes a name, as {@link #shortName} gives it, for the sink
   * @return all of them as a number, few of them by name
   */
  public String of(ReviewFinding finding, UnaryOperator<String> name) {
    return finding.targets().isEmpty() ? "the file itself" : of(finding.targets(), name);
  }

  /**
   * Some of the databases.
   *
   * @param targets their names; at least one
   * @param name writes a name, as {@link #shortName} gives it, for the sink
   * @return all of them as a number, few of them by name
   */
  public String of(List<String> targets, UnaryOperator<String> name) {
    boolean all = allKnown && count > 1 && targets.size() == count;
    if (!all && targets.size() <= MOST_NAMES) {
      return targets.stream()
          .map(target -> name.apply(shortName(target)))
          .collect(Collectors.joining(", "));
    }
    return allKnown && targets.size() <= count
        ? targets.size() + " of " + number(count)
        : number(targets.size());
  }

  private static String number(int count) {
    return count + (count == 1 ? " database" : " databases");
  }

  /**
   * The name of a target without the words that all names have.
   *
   * @param target for example {@code instances/prod-pg/databases/app}
   * @return for example {@code prod-pg/app}, or {@code databaseGroups/all}
   */
  public static String shortName(String target) {
    Matcher database = DATABASE.matcher(target);
    if (database.matches()) {
      return database.group(1) + "/" + database.group(2);
    }
    Matcher group = GROUP.matcher(target);
    return group.matches() ? group.group(1) : target;
  }
}
