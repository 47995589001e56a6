package dev.ring3.webui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The structure of all modules, seen from the last of them. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ring3");

  @Test
  void thereIsSomethingToCheck() {
    assertTrue(CLASSES.size() >= 250, CLASSES.size() + " classes");
  }

  @Test
  void modulesDependOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("etw-bridge")
        .definedBy("dev.ring3.etw..")
        .layer("collector")
        .definedBy("dev.ring3.collector..")
        .layer("search")
        .definedBy("dev.ring3.search..")
        .layer("webui")
        .definedBy("dev.ring3.webui..")
        .whereLayer("webui")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("search")
        .mayOnlyBeAccessedByLayers("webui")
        .whereLayer("collector")
        .mayOnlyBeAccessedByLayers("search", "webui")
        .whereLayer("etw-bridge")
        .mayOnlyBeAccessedByLayers("collector", "search", "webui")
        .check(CLASSES);
  }

  @Test
  void pagesKnowEachOtherOneWay() {
    slices().matching("dev.ring3.webui.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void springIsInTheWebuiAndNotInItsCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.ring3.webui..")
        .or()
        .resideInAPackage("dev.ring3.webui.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "jakarta..")
        .check(CLASSES);
  }

  @Test
  void luceneIsInTheSearchModule() {
    noClasses()
        .that()
        .resideInAPackage("dev.ring3.webui..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.lucene..")
        .check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    Path root = Path.of(System.getProperty("ring3.root"));
    Set<String> silent = new TreeSet<>();
    for (String module : List.of("etw-bridge", "collector", "search", "webui")) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(Path::getParent)
            .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
            .forEach(folder -> silent.add(root.relativize(folder).toString()));
      }
    }
    assertEquals(Set.of(), silent);
  }
}
