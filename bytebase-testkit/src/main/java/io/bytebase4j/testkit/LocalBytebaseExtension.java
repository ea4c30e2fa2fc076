package io.bytebase4j.testkit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit 5 tests a {@link LocalBytebase}:
 *
 * <pre>{@code
 * @ExtendWith(LocalBytebaseExtension.class)
 * class MigrationTest {
 *   @Test
 *   void rollsOut(LocalBytebase bytebase) { … }
 * }
 * }</pre>
 *
 * <p>A parameter of a test, {@code @BeforeEach} or {@code @AfterEach} method gets the server of
 * that test, with fresh databases; it is closed when the test is over. A parameter of a
 * constructor, {@code @BeforeAll} or {@code @AfterAll} method gets the server of the test class,
 * which is another one, and is closed when the class is done.
 *
 * <p>PostgreSQL is started once per JVM and ends with the test run. A parameter of the type {@link
 * LocalPostgres} gets it, for a test that describes its server itself; the test does not close it.
 *
 * <p>Needs JUnit Jupiter 5.13 or newer, which closes what a store holds. Tests may run in parallel.
 */
public final class LocalBytebaseExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(LocalBytebaseExtension.class);

  /** Made by JUnit. */
  public LocalBytebaseExtension() {}

  /**
   * Whether the parameter is a {@link LocalBytebase} or {@link LocalPostgres}.
   *
   * @param parameter the parameter
   * @param context where it is asked for
   * @return true if this extension can give it
   */
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == LocalBytebase.class || type == LocalPostgres.class;
  }

  /**
   * The server of the test or of the class, or the PostgreSQL of all; started on the first call.
   *
   * @param parameter the parameter
   * @param context where it is asked for
   * @return what runs, and is closed by JUnit
   */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (parameter.getParameter().getType() == LocalPostgres.class) {
      return postgres(context);
    }
    boolean ofClass = isOfClass(parameter.getDeclaringExecutable());
    ExtensionContext owner = ofClass ? classOf(context) : context;
    // the id is part of the key because a store also finds what is in its parents
    Object key = owner.getUniqueId();
    return owner
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(key, id -> start(context), LocalBytebase.class);
  }

  private static boolean isOfClass(Executable executable) {
    return executable instanceof Constructor<?>
        || executable.isAnnotationPresent(BeforeAll.class)
        || executable.isAnnotationPresent(AfterAll.class);
  }

  /**
   * A constructor may be called with the context of the class or, by newer settings, of the test.
   */
  private static ExtensionContext classOf(ExtensionContext context) {
    return context.getTestMethod().isPresent()
        ? context.getParent().map(LocalBytebaseExtension::classOf).orElse(context)
        : context;
  }

  private static LocalBytebase start(ExtensionContext context) {
    return LocalBytebase.builder().postgres(postgres(context)).start();
  }

  private static LocalPostgres postgres(ExtensionContext context) {
    Store root = context.getRoot().getStore(NAMESPACE);
    return root.getOrComputeIfAbsent(
        LocalPostgres.class, key -> LocalPostgres.start(), LocalPostgres.class);
  }
}
