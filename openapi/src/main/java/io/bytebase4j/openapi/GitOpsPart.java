package io.bytebase4j.openapi;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What of an older API the way from files to a rollout needs: a few services, and the messages and
 * enums that they reach. The rest of an older API is of no use to this repository, and must not
 * bring its names and secrets in.
 */
final class GitOpsPart {
  /** Short names of the services. */
  static final Set<String> SERVICES = Set.of("Issue", "Plan", "Release", "Rollout");

  private GitOpsPart() {}

  /**
   * Cuts the part out.
   *
   * @throws ConversionException if the facts lack one of the services
   */
  static ApiFacts of(ApiFacts facts) {
    List<ApiFacts.Service> services =
        facts.services().stream()
            .filter(service -> SERVICES.contains(service.shortName()))
            .toList();
    if (services.size() != SERVICES.size()) {
      throw new ConversionException(
          "expected the services " + new TreeSet<>(SERVICES) + ", found " + services.size());
    }
    Set<String> reached = reached(services, facts.messages());
    return new ApiFacts(services, only(reached, facts.messages()), only(reached, facts.enums()));
  }

  /** Full names of all messages and enums that requests and answers lead to. */
  private static Set<String> reached(
      Collection<ApiFacts.Service> services, Map<String, ApiFacts.Message> messages) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>();
    services.stream()
        .flatMap(service -> service.methods().stream())
        .flatMap(method -> Stream.of(method.input(), method.output()))
        .forEach(open::add);
    while (!open.isEmpty()) {
      String name = open.remove();
      ApiFacts.Message message = messages.get(name);
      if (reached.add(name) && message != null) {
        message.fields().stream()
            .map(ApiFacts.Field::ref)
            .filter(Objects::nonNull)
            .forEach(open::add);
      }
    }
    return reached;
  }

  private static <T> Map<String, T> only(Set<String> names, Map<String, T> all) {
    Map<String, T> kept = new LinkedHashMap<>(all);
    kept.keySet().retainAll(names);
    return kept;
  }
}
