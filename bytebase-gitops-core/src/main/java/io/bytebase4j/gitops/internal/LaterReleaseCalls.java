package io.bytebase4j.gitops.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a server whose dialect is found out at the first call. Thread-safe.
 *
 * @param server what speaks the dialect
 */
record LaterReleaseCalls(Supplier<ReleaseCalls> server) implements ReleaseCalls {
  @Override
  public ReleaseData create(ReleaseDraft draft) {
    return server.get().create(draft);
  }

  @Override
  public Optional<ReleaseData> find(String name) {
    return server.get().find(name);
  }

  @Override
  public Optional<ReleaseData> findById(String project, String id, Instant since) {
    return server.get().findById(project, id, since);
  }

  @Override
  public boolean idsAreUnique() {
    return server.get().idsAreUnique();
  }

  @Override
  public String shown(String project, String id) {
    return server.get().shown(project, id);
  }
}
