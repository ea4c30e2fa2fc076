package io.bytebase4j.gitops.older;

import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalPostgres;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A local server of each age of 2025. */
final class OlderServers implements ArgumentsProvider {
  private static final Namespace NAMESPACE = Namespace.create(OlderServers.class);

  @Override
  public Stream<Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    return Stream.of("3.9.2", "3.6.2").map(version -> Arguments.of(server(store, version)));
  }

  private static LocalBytebase server(Store store, String version) {
    LocalPostgres postgres =
        store.getOrComputeIfAbsent(
            LocalPostgres.class, unused -> LocalPostgres.start(), LocalPostgres.class);
    return store.getOrComputeIfAbsent(
        version,
        unused -> LocalBytebase.builder().version(version).postgres(postgres).start(),
        LocalBytebase.class);
  }
}
