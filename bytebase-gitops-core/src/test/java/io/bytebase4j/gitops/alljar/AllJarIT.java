package io.bytebase4j.gitops.alljar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is in the all-in-one jar, and what its public types name. */
class AllJarIT {
  private static final String SHADED = "io.bytebase4j.shaded.";

  @Test
  void holdsResilience4jOnlyUnderItsNewName() throws IOException {
    assertThat(AllJar.classNames())
        .noneMatch(name -> name.contains("io.github.resilience4j"))
        .anyMatch(name -> name.startsWith(SHADED + "resilience4j.retry."))
        .anyMatch(name -> name.startsWith(SHADED + "resilience4j.ratelimiter."))
        .anyMatch(name -> name.startsWith(SHADED + "resilience4j.circuitbreaker."));
  }

  @Test
  void holdsWhatTheReaderOfItsNoticeExpects() throws IOException {
    Set<String> roots =
        Set.of(
            "io.bytebase4j.client.",
            "io.bytebase4j.gitops.",
            SHADED,
            "okhttp3.",
            "okio.",
            "kotlin.",
            "com.google.gson.",
            "com.google.errorprone.annotations.",
            "org.slf4j.",
            "org.jspecify.annotations.",
            "org.jetbrains.annotations.",
            "org.intellij.lang.annotations.");

    assertThat(AllJar.classNames())
        .allMatch(name -> roots.stream().anyMatch(name::startsWith))
        .satisfies(
            names ->
                assertThat(roots)
                    .allMatch(root -> names.stream().anyMatch(name -> name.startsWith(root))));
    assertThat(AllJar.entries())
        .doesNotHaveDuplicates()
        .contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/licenses/slf4j-api.txt")
        .noneMatch(name -> name.matches("META-INF/[^/]*[.](SF|RSA|DSA)"));
  }

  @Test
  void publicSignaturesNameNoTypeThatWasRenamed() throws Exception {
    List<String> signatures = new ArrayList<>();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {AllJar.PATH.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String name : AllJar.classNames()) {
        if (isOurs(name)) {
          signatures.addAll(signatures(Class.forName(name, false, loader)));
        }
      }
    }

    assertThat(signatures)
        .hasSizeGreaterThan(1000)
        .anyMatch(signature -> signature.contains("okhttp3.OkHttpClient"))
        .noneMatch(signature -> signature.contains(SHADED));
  }

  // The binder of metrics names Micrometer, which its users bring.
  private static boolean isOurs(String name) {
    return (name.startsWith("io.bytebase4j.client.") || name.startsWith("io.bytebase4j.gitops."))
        && !name.contains(".internal.")
        && !name.startsWith("io.bytebase4j.client.micrometer.")
        && !name.endsWith(".package-info");
  }

  private static List<String> signatures(Class<?> type) {
    if (!isVisible(type.getModifiers())) {
      return List.of();
    }
    Stream<Type> above =
        Stream.concat(
            Stream.ofNullable(type.getGenericSuperclass()),
            Arrays.stream(type.getGenericInterfaces()));
    Stream<String> members =
        Stream.of(
                Arrays.stream(type.getDeclaredFields()),
                Arrays.stream(type.getDeclaredConstructors()),
                Arrays.stream(type.getDeclaredMethods()))
            .flatMap(AllJarIT::visible);
    return Stream.concat(
            Stream.concat(Stream.of(type.toGenericString()), above.map(Type::getTypeName)), members)
        .toList();
  }

  private static Stream<String> visible(Stream<? extends Member> members) {
    return members
        .filter(member -> isVisible(member.getModifiers()))
        .map(
            member -> {
              if (member instanceof Method method) {
                return method.toGenericString();
              }
              return member instanceof Constructor<?> constructor
                  ? constructor.toGenericString()
                  : ((Field) member).toGenericString();
            });
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
