package io.bytebase4j.gitops.contract;

import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalPostgres;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The servers that the suite is run on: a local one of each age, or the real one. */
final class ContractServers implements ArgumentsProvider {
  private static final Namespace NAMESPACE = Namespace.create(ContractServers.class);

  @Override
  public Stream<Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    if (ContractServer.isReal()) {
      return Stream.of(Arguments.of(ContractServer.real(System.getenv())));
    }
    Store store = context.getRoot().getStore(NAMESPACE);
    return Stream.of("2026.8", "3.9.2", "3.6.2")
        .map(version -> Arguments.of(ContractServer.local(local(store, version))));
  }

  private static LocalBytebase local(Store store, String version) {
    LocalPostgres postgres =
        store.getOrComputeIfAbsent(
            LocalPostgres.class, unused -> LocalPostgres.start(), LocalPostgres.class);
    return store.getOrComputeIfAbsent(
        version,
        unused -> LocalBytebase.builder().version(version).postgres(postgres).start(),
        LocalBytebase.class);
  }
}
