package io.bytebase4j.gitops;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms, as the design draws them. */
@AnalyzeClasses(
    packages = "io.bytebase4j.gitops",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.bytebase4j.gitops";

  @ArchTest
  static final ArchRule VALUES_TRAVEL_FORWARD =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("entry")
          .definedBy(ROOT)
          .layer("rollout")
          .definedBy(ROOT + ".rollout..")
          .layer("report")
          .definedBy(ROOT + ".report..")
          .layer("ci")
          .definedBy(ROOT + ".ci..")
          .layer("release")
          .definedBy(ROOT + ".release..")
          .layer("review")
          .definedBy(ROOT + ".review..")
          .layer("migration")
          .definedBy(ROOT + ".migration..")
          .layer("doctor")
          .definedBy(ROOT + ".doctor..")
          .layer("journal")
          .definedBy(ROOT + ".journal..")
          .layer("common")
          .definedBy(ROOT + ".common..")
          .layer("internal")
          .definedBy(ROOT + ".internal..")
          .whereLayer("entry")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("rollout")
          .mayOnlyBeAccessedByLayers("entry", "report")
          .whereLayer("release")
          .mayOnlyBeAccessedByLayers("entry", "rollout")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("entry")
          .whereLayer("report")
          .mayOnlyAccessLayers("review", "rollout", "doctor", "ci", "common")
          .whereLayer("ci")
          .mayOnlyBeAccessedByLayers("entry", "report")
          .whereLayer("ci")
          .mayOnlyAccessLayers("common")
          .whereLayer("review")
          .mayOnlyBeAccessedByLayers("entry", "report")
          .whereLayer("migration")
          .mayOnlyBeAccessedByLayers("entry", "review", "release")
          .whereLayer("journal")
          .mayOnlyBeAccessedByLayers("entry", "release", "rollout")
          .whereLayer("journal")
          .mayOnlyAccessLayers("common")
          .whereLayer("doctor")
          .mayOnlyBeAccessedByLayers("entry", "report")
          .whereLayer("doctor")
          .mayOnlyAccessLayers("internal", "common")
          .whereLayer("internal")
          .mayOnlyBeAccessedByLayers("entry", "review", "release", "rollout", "doctor")
          .whereLayer("internal")
          .mayOnlyAccessLayers("common")
          .whereLayer("common")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule ONLY_THE_SEAM_KNOWS_THE_GENERATED_CLIENT =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".internal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.bytebase4j.client.api..",
              "io.bytebase4j.client.model..",
              "io.bytebase4j.client.v202505..",
              "io.bytebase4j.client.v202508..",
              "io.bytebase4j.client.rest..",
              "io.bytebase4j.client.internal..");

  // Package-private classes and those in packages named internal may use them: no caller sees them.
  @ArchTest
  static final ArchRule LIBRARIES_STAY_OUT_OF_WHAT_CALLERS_SEE =
      noClasses()
          .that()
          .arePublic()
          .and()
          .resideOutsideOfPackage("..internal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("okhttp3..", "okio..", "com.google.gson..");

  @ArchTest
  static final ArchRule RETRIES_ARE_THE_CLIENTS =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.github.resilience4j..");

  @ArchTest
  static final ArchRule FILES_DO_NOT_KNOW_HTTP =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".migration..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.bytebase4j.client..", "java.net..");

  @ArchTest static final ArchRule NO_GLOBAL_STATE = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule NO_EXIT_AND_NO_PRINTING =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class);
}
