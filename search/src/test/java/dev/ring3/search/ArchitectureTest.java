package dev.ring3.search;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the module's packages may know of each other and of Lucene. */
class ArchitectureTest {
  private static final int CLASSES_AT_LEAST = 90;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.ring3.search");

  @Test
  void theRulesSeeTheModule() {
    assertTrue(CLASSES.size() >= CLASSES_AT_LEAST, "only " + CLASSES.size() + " classes");
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.ring3.search.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void luceneStaysInIndexAndQuery() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ring3.search.index..", "dev.ring3.search.query")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.lucene..")
        .check(CLASSES);
  }

  @Test
  void theLanguageKnowsNoIndex() {
    noClasses()
        .that()
        .resideInAPackage("dev.ring3.search.query")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ring3.search.index..",
            "dev.ring3.search.hunt",
            "org.apache.lucene.index..",
            "org.apache.lucene.search..",
            "org.apache.lucene.document..")
        .check(CLASSES);
  }

  @Test
  void exportsAreWrittenWithoutTheIndexesInsides() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.ring3.search.export", "dev.ring3.search.hunt")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.ring3.search.index.mapping")
        .check(CLASSES);
  }
}
