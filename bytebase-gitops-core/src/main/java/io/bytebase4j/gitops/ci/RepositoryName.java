package io.bytebase4j.gitops.ci;

import java.util.List;
import java.util.Optional;

/** A repository's full name in its parts. An owner may be several: a group with sub-groups. */
record RepositoryName(String owner, String name) {

  /** Takes it apart at the last slash; empty if a part is missing or no name. */
  static Optional<RepositoryName> parse(String fullName) {
    int slash = fullName.lastIndexOf('/');
    List<String> parts = List.of(fullName.split("/", -1));
    // Dots alone would lead elsewhere in an address.
    if (slash < 0 || parts.stream().anyMatch(part -> part.isBlank() || part.matches("\\.+"))) {
      return Optional.empty();
    }
    return Optional.of(
        new RepositoryName(fullName.substring(0, slash), fullName.substring(slash + 1)));
  }

  /** Its parts, as an address has them. */
  String[] parts() {
    return (owner + "/" + name).split("/");
  }
}
