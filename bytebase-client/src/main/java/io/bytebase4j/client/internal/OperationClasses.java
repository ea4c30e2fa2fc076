package io.bytebase4j.client.internal;

import io.bytebase4j.client.rest.Operation;
import io.bytebase4j.client.rest.OperationClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** The class of each operation, from the table {@code operation-classes.properties}. Immutable. */
public final class OperationClasses {
  private static final String TABLE = "operation-classes.properties";

  private final Map<String, OperationClass> classes = new HashMap<>();

  /** Reads the table. */
  public OperationClasses() {
    Properties table = new Properties();
    try (InputStream in =
        Objects.requireNonNull(OperationClasses.class.getResourceAsStream(TABLE), TABLE)) {
      table.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    table.forEach(
        (name, value) -> classes.put((String) name, OperationClass.valueOf((String) value)));
  }

  /**
   * The class of an operation.
   *
   * @param operation the operation
   * @return its class; for one that is not in the table the careful one
   */
  public OperationClass of(Operation operation) {
    return classes.getOrDefault(operation.shortName(), OperationClass.CREATE);
  }

  /**
   * The operations of the table.
   *
   * @return services and methods, for example {@code ReleaseService/CheckRelease}
   */
  public Set<String> names() {
    return Set.copyOf(classes.keySet());
  }
}
