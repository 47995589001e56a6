package dev.ring3.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The structure that docs/architecture.md describes. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages("dev.ring3.collector");

  @Test
  void thereIsSomethingToCheck() {
    assertTrue(CLASSES.size() >= 50, CLASSES.size() + " classes");
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.ring3.collector.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theVocabularyDependsOnNothing() {
    noClasses()
        .that()
        .resideInAPackage("..collector.event..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("dev.ring3.collector.event..", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void fileFormatsKnowNoMeanings() {
    noClasses()
        .that()
        .resideInAnyPackage("..collector.evtx..", "..collector.source..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..collector.event..", "..collector.normalize..", "..collector.enrich..")
        .check(CLASSES);
  }

  @Test
  void noIndexAndNoWeb() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.lucene..", "org.springframework..")
        .check(CLASSES);
  }
}
