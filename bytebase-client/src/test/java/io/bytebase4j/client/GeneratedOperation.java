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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A method of a generated service.
 *
 * @param age the age of the API that it is of
 * @param method the method
 * @param operation the operation that its call names
 */
record GeneratedOperation(Age age, Method method, Operation operation) {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
  private static final CallExecutor NEVER =
      new CallExecutor() {
        @Override
        public <T extends @Nullable Object> T execute(ApiCall<T> call) {
          throw new AssertionError("not to be sent");
        }
      };

  /** Those of all ages. */
  static List<GeneratedOperation> all() {
    return Stream.of(Age.values()).flatMap(age -> all(age).stream()).toList();
  }

  static List<GeneratedOperation> all(Age age) {
    List<GeneratedOperation> operations = new ArrayList<>();
    for (String service : serviceNames(age)) {
      for (Method method : age.classOf("api." + service).getDeclaredMethods()) {
        if (ApiCall.class.isAssignableFrom(method.getReturnType()) && !takesName(method)) {
          ApiCall<?> sample = call(method, NEVER, name -> "samples/x", null);
          operations.add(new GeneratedOperation(age, method, sample.operation()));
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
    return new GeneratedOperation(age, other, operation);
  }

  static List<String> serviceNames(Age age) {
    try (Stream<Path> files = Files.list(age.classes("api"))) {
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

  /**
   * The operation that answers a recorded exchange, which must be one: of the client of its age,
   * or, where that has none, of the main client.
   */
  static GeneratedOperation of(Fixture fixture) {
    for (Age age : List.of(fixture.age(), Age.newest())) {
      List<GeneratedOperation> found =
          all(age).stream().filter(generated -> generated.takes(fixture)).toList();
      if (found.size() > 1) {
        throw new AssertionError(fixture + ": generated " + found);
      }
      if (!found.isEmpty()) {
        return found.get(0);
      }
    }
    throw new AssertionError(fixture + " is of no generated operation");
  }

  private boolean takes(Fixture fixture) {
    return operation.httpMethod().equals(fixture.method()) && matcher(fixture).matches();
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
    String pattern =
        PARAMETER
            .matcher(operation.path())
            .replaceAll(found -> "(?<%s>%s)".formatted(found.group(1), forms(found.group(1))));
    return Pattern.compile(pattern).matcher(fixture.pathWithoutQuery());
  }

  private String forms(String parameter) {
    return operation.nameForms().getOrDefault(parameter, List.of("*")).stream()
        .map(form -> form.replace("*", "[^/:]+"))
        .collect(Collectors.joining("|"));
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

  @Override
  public String toString() {
    String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    return age == Age.newest() ? name : age + " " + name;
  }
}
