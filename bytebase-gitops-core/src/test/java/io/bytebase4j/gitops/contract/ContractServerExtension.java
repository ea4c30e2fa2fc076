package io.bytebase4j.gitops.contract;

import io.bytebase4j.testkit.LocalBytebase;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the {@link ContractServer}: one local server for a class, or the real one. */
final class ContractServerExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ContractServerExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ContractServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (ContractServer.isReal()) {
      return ContractServer.real(System.getenv());
    }
    LocalBytebase local =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                LocalBytebase.class, unused -> LocalBytebase.start(), LocalBytebase.class);
    return ContractServer.local(local);
  }
}
