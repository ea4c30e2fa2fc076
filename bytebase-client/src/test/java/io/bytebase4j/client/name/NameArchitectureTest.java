package io.bytebase4j.client.name;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Names are plain values: they stand on the seam alone, and nothing in them changes. */
@AnalyzeClasses(
    packages = "io.bytebase4j.client.name",
    importOptions = ImportOption.DoNotIncludeTests.class)
class NameArchitectureTest {
  @ArchTest
  static final ArchRule NAMES_STAND_ON_THE_SEAM_ALONE =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.bytebase4j.client.name",
              "io.bytebase4j.client.rest",
              "org.jspecify.annotations",
              "java..");

  @ArchTest static final ArchRule NOTHING_CHANGES = fields().should().beFinal();
}
