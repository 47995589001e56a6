package dev.ring3.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class AliasesTest {
  private final Aliases aliases = Aliases.load();

  @Test
  void mapsSigmaNamesByCategory() {
    assertEquals(List.of(Field.PROCESS_EXECUTABLE), aliases.fields("process_creation", "Image"));
    assertEquals(List.of(Field.PROCESS_EXECUTABLE), aliases.fields("image"));
    assertEquals(
        List.of(Field.DLL_PE_ORIGINAL_FILE_NAME), aliases.fields("image_load", "OriginalFileName"));
    assertEquals(
        List.of(Field.PROCESS_PE_ORIGINAL_FILE_NAME),
        aliases.fields("process_creation", "originalfilename"));
    assertEquals(
        List.of(
            Field.PROCESS_PE_ORIGINAL_FILE_NAME,
            Field.DLL_PE_ORIGINAL_FILE_NAME,
            Field.FILE_PE_ORIGINAL_FILE_NAME),
        aliases.fields("OriginalFileName"));
    assertEquals(
        List.of(Field.DLL_SIGNATURE_STATUS, Field.FILE_SIGNATURE_STATUS),
        aliases.fields("driver_load", "SignatureStatus"));
    assertEquals(List.of(), aliases.fields("NoSuchName"));
    assertEquals(List.of(), aliases.fields("process_creation", "NoSuchName"));
  }

  @Test
  void noAliasHidesAFieldOfTheTable() {
    assertTrue(aliases.names().size() > 80, "only " + aliases.names().size());
    for (String alias : aliases.names()) {
      assertTrue(Field.named(alias).isEmpty(), alias);
    }
    assertTrue(aliases.categories().contains("image_load"));
  }
}
