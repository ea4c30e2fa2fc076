package io.bytebase4j.gitops.migration;

import static io.bytebase4j.gitops.migration.MigrationFinding.Code.APPLIED_EDITED;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.EDITED_SINCE_BASE;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.OUT_OF_ORDER;

import io.bytebase4j.gitops.migration.MigrationBaseline.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is off with files beside what is there already. */
final class BaselineRules {
  private final MigrationBaseline baseline;
  private final Map<MigrationVersion, List<Entry>> byVersion = new HashMap<>();
  private final TreeMap<MigrationVersion, Entry> inOrder = new TreeMap<>();

  BaselineRules(MigrationBaseline baseline) {
    this.baseline = baseline;
    for (Entry entry : baseline.entries()) {
      byVersion.computeIfAbsent(entry.version(), unused -> new ArrayList<>()).add(entry);
      inOrder.put(entry.version(), entry);
    }
  }

  List<MigrationFinding> check(List<MigrationFile> files) {
    List<MigrationFinding> findings = new ArrayList<>();
    for (MigrationFile file : files) {
      List<Entry> same = byVersion.getOrDefault(file.version(), List.of());
      if (!same.isEmpty()) {
        checkContent(file, same).ifPresent(findings::add);
      } else {
        findTwin(file).ifPresent(findings::add);
        checkOrder(file).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private Optional<MigrationFinding> checkContent(MigrationFile file, List<Entry> same) {
    List<Entry> known = same.stream().filter(entry -> !entry.contentId().isEmpty()).toList();
    if (known.isEmpty()
        || known.stream().anyMatch(entry -> file.content().hasId(entry.contentId()))) {
      return Optional.empty();
    }
    String path = known.get(0).path();
    String other = path.isEmpty() || path.equals(file.path()) ? "" : ", as " + path;
    return Optional.of(
        baseline.applied()
            ? new MigrationFinding(
                APPLIED_EDITED,
                file.path(),
                "version %s is applied to %s%s with another content, so that the edit would never run: take it back, and put the change into a new file"
                    .formatted(file.version(), baseline.place(), other))
            : new MigrationFinding(
                EDITED_SINCE_BASE,
                file.path(),
                "version %s is in %s%s with another content: where that is applied already, the edit never runs; put the change into a new file"
                    .formatted(file.version(), baseline.place(), other)));
  }

  private Optional<MigrationFinding> findTwin(MigrationFile file) {
    // the same numbers lie beside each other, whatever their text
    return Stream.of(inOrder.lowerKey(file.version()), inOrder.higherKey(file.version()))
        .filter(Objects::nonNull)
        .filter(file.version()::sameNumbers)
        .findFirst()
        .map(twin -> SetRules.similar(file, twin, baseline.place()));
  }

  private Optional<MigrationFinding> checkOrder(MigrationFile file) {
    if (inOrder.isEmpty()
        || file.version().compareTo(inOrder.lastKey()) > 0
        || file.version().sameNumbers(inOrder.lastKey())) {
      return Optional.empty();
    }
    return Optional.of(
        new MigrationFinding(
            OUT_OF_ORDER,
            file.path(),
            "version %s is new and comes after %s, which is in %s already: it would run late; give it a later version"
                .formatted(file.version(), inOrder.lastKey(), baseline.place())));
  }
}
