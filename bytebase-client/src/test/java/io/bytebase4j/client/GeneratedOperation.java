package io.bytebase4j.client;

import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.CallExecutor;
import io.bytebase4j.client.rest.Operation;
import io.bytebase4j.client.rest.ResourceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A method of a generated service.
 *
 * @param method the method
 * @param operation the operation that its call names
 */
record GeneratedOperation(Method method, Operation operation) {
  private static final CallExecutor NEVER =
      new CallExecutor() {
        @Override
        public <T extends @Nullable Object> T execute(ApiCall<T> call) {
          throw new AssertionError("not to be sent");
        }
      };

  static List<GeneratedOperation> all() {
    List<GeneratedOperation> operations = new ArrayList<>();
    for (String service : serviceNames()) {
      for (Method method : classOf("api." + service).getDeclaredMethods()) {
        if (ApiCall.class.isAssignableFrom(method.getReturnType()) && !takesName(method)) {
          ApiCall<?> sample = call(method, NEVER, name -> "samples/x", null);
          operations.add(new GeneratedOperation(method, sample.operation()));
        }
      }
    }
    return operations;
  }

  private static boolean takesName(Method method) {
    return List.of(method.getParameterTypes()).contains(ResourceName.class);
  }

  /** The methods of the same name that take a resource name as a value. */
  List<Method> overloads() {
    return Stream.of(method.getDeclaringClass().getDeclaredMethods())
        .filter(other -> other.getName().equals(method.getName()) && takesName(other))
        .toList();
  }

  /** The same method as another method of the service, such as an overload. */
  GeneratedOperation with(Method other) {
    return new GeneratedOperation(other, operation);
  }

  static List<String> serviceNames() {
    try (Stream<Path> files = Files.list(Path.of("target/classes/io/bytebase4j/client/api"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Service.class"))
          .map(name -> name.replace(".class", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The operation that answers a recorded exchange, which must be one. */
  static GeneratedOperation of(Fixture fixture) {
    List<String> methods =
        ApiDocument.PUBLISHED.operations().stream()
            .filter(entry -> entry.takes(fixture))
            .map(ApiDocument.Entry::method)
            .distinct()
            .toList();
    List<GeneratedOperation> found =
        all().stream()
            .filter(generated -> methods.contains(generated.operation.method()))
            .filter(generated -> generated.matcher(fixture).matches())
            .toList();
    if (methods.size() != 1 || found.size() != 1) {
      throw new AssertionError(fixture + ": operations " + methods + ", generated " + found);
    }
    return found.get(0);
  }

  /** The forms of the operation's path parameter, which is the only one; none where it has none. */
  List<String> forms() {
    Collection<List<String>> forms = operation.nameForms().values();
    if (forms.size() > 1) {
      throw new AssertionError(operation + " has more than one parameter in its path");
    }
    return forms.stream().flatMap(List::stream).toList();
  }

  /** A value for the path parameter of a name that the operation takes. */
  String sampleName(String parameter) {
    return sampleOf(operation.nameForms().getOrDefault(parameter, List.of("*")).get(0));
  }

  /** A name of a form. */
  static String sampleOf(String form) {
    return form.replace("*", "a b");
  }

  /** Puts a call together: a text for each parameter of the path, and the body. */
  ApiCall<?> call(CallExecutor executor, Function<String, String> path, @Nullable Object body) {
    return call(method, executor, path, body);
  }

  /** Puts together the call that was recorded. */
  ApiCall<?> call(CallExecutor executor, Fixture fixture, @Nullable Object body) {
    Matcher values = matcher(fixture);
    if (!values.matches()) {
      throw new AssertionError(fixture + " is no call of " + operation);
    }
    return call(method, executor, values::group, body);
  }

  private Matcher matcher(Fixture fixture) {
    String pattern = operation.path().replaceAll("\\{([^}]+)}", "(?<$1>.+)");
    return Pattern.compile(pattern).matcher(fixture.pathWithoutQuery());
  }

  /** The type of the body, or null where the operation takes none. */
  @Nullable Class<?> bodyType() {
    return Stream.of(method.getParameters())
        .filter(parameter -> parameter.getName().equals("body"))
        .<Class<?>>map(Parameter::getType)
        .findFirst()
        .orElse(null);
  }

  private static ApiCall<?> call(
      Method method, CallExecutor executor, Function<String, String> path, @Nullable Object body) {
    try {
      Object service =
          method.getDeclaringClass().getConstructor(CallExecutor.class).newInstance(executor);
      List<Object> arguments = new ArrayList<>();
      for (Parameter parameter : method.getParameters()) {
        boolean isBody = parameter.getName().equals("body");
        if (isBody) {
          arguments.add(body == null ? parameter.getType().getConstructor().newInstance() : body);
        } else {
          String value = path.apply(parameter.getName());
          boolean isName = parameter.getType() == ResourceName.class;
          arguments.add(isName ? (ResourceName) () -> value : value);
        }
      }
      return (ApiCall<?>) method.invoke(service, arguments.toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method.toString(), e);
    }
  }

  static Class<?> model(String schema) {
    return classOf("model." + schema);
  }

  private static Class<?> classOf(String name) {
    try {
      return Class.forName("io.bytebase4j.client." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("the client lacks " + name, e);
    }
  }

  @Override
  public String toString() {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }
}
