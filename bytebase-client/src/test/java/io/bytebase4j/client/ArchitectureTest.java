package io.bytebase4j.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Set;

/** Rules that hold for the whole module. */
@AnalyzeClasses(
    packages = "io.bytebase4j.client",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] GENERATED = {
    "io.bytebase4j.client.api..",
    "io.bytebase4j.client.model..",
    "io.bytebase4j.client.v202505..",
    "io.bytebase4j.client.v202508.."
  };
  private static final String[] HAND_WRITTEN = {
    "io.bytebase4j.client",
    "io.bytebase4j.client.rest..",
    "io.bytebase4j.client.internal..",
    "io.bytebase4j.client.micrometer..",
    "io.bytebase4j.client.name.."
  };

  /** Types of which a value can't change, beside primitives and enums. */
  private static final Set<String> IMMUTABLE =
      Set.of(
          "java.lang.String",
          "java.time.Duration",
          "java.util.regex.Pattern",
          "okhttp3.MediaType",
          "org.slf4j.Logger",
          "io.bytebase4j.client.Sleeper",
          "io.bytebase4j.client.internal.TokenClaims",
          "io.bytebase4j.client.rest.Operation",
          "io.bytebase4j.client.internal.TokenSource");

  @ArchTest
  static final ArchRule GENERATED_CODE_STANDS_ON_THE_SEAM_ALONE =
      classes()
          .that()
          .resideInAnyPackage(GENERATED)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(GENERATED)
                  .or(
                      resideInAnyPackage(
                          "io.bytebase4j.client.rest..",
                          "com.google.gson..",
                          "org.jspecify.annotations..",
                          "java..")));

  @ArchTest
  static final ArchRule THE_MAIN_CLIENT_KNOWS_NOTHING_OF_OLDER_SERVERS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.bytebase4j.client.v202505..", "io.bytebase4j.client.v202508..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.bytebase4j.client.v202505..", "io.bytebase4j.client.v202508..");

  @ArchTest
  static final ArchRule MAY_2025_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("io.bytebase4j.client.v202505..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.bytebase4j.client.v202508..",
              "io.bytebase4j.client.api..",
              "io.bytebase4j.client.model..");

  @ArchTest
  static final ArchRule AUGUST_2025_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("io.bytebase4j.client.v202508..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.bytebase4j.client.v202505..",
              "io.bytebase4j.client.api..",
              "io.bytebase4j.client.model..");

  @ArchTest
  static final ArchRule THE_SEAM_KNOWS_NO_TRANSPORT =
      noClasses()
          .that()
          .resideInAPackage("io.bytebase4j.client.rest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.bytebase4j.client.internal..",
              "io.bytebase4j.client.api..",
              "io.bytebase4j.client.model..",
              "io.bytebase4j.client.v202505..",
              "io.bytebase4j.client.v202508..",
              "okhttp3..");

  @ArchTest
  static final ArchRule THE_PUBLIC_PACKAGE_SHOWS_NO_TRANSPORT =
      noClasses()
          .that()
          .resideInAPackage("io.bytebase4j.client")
          .and()
          // takes the caller's OkHttpClient; that is the one place
          .doNotHaveSimpleName("BytebaseClientBuilder")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "okhttp3..",
              "com.google.gson..",
              "io.github.resilience4j..",
              "io.micrometer..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule METRICS_ARE_LOADED_BY_THOSE_WHO_WANT_THEM =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.bytebase4j.client.micrometer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.bytebase4j.client.micrometer..");

  @ArchTest
  static final ArchRule NO_GLOBAL_STATE =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(HAND_WRITTEN)
          .and()
          .areStatic()
          .should()
          .beFinal();

  @ArchTest
  static void constantsCannotChangeInside(JavaClasses classes) throws IllegalAccessException {
    int seen = 0;
    for (JavaField field : classes.stream().flatMap(c -> c.getFields().stream()).toList()) {
      boolean handWritten = resideInAnyPackage(HAND_WRITTEN).test(field.getOwner());
      boolean written = !field.getModifiers().contains(JavaModifier.SYNTHETIC);
      if (handWritten && written && field.getModifiers().contains(JavaModifier.STATIC)) {
        seen++;
        assertThat(isImmutable(field)).as(field.getFullName()).isTrue();
      }
    }
    assertThat(seen).isPositive();
  }

  private static boolean isImmutable(JavaField field) throws IllegalAccessException {
    Field constant = field.reflect();
    if (constant.getType().isPrimitive()
        || constant.getType().isEnum()
        || IMMUTABLE.contains(constant.getType().getName())) {
      return true;
    }
    constant.setAccessible(true);
    Object value = constant.get(null);
    return value != null && value.getClass().getName().startsWith("java.util.ImmutableCollections");
  }

  @ArchTest static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest static final ArchRule NO_LOGGING_IS_SET_UP = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule NOTHING_ENDS_THE_PROGRAM =
      noClasses()
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Runtime.class);
}
