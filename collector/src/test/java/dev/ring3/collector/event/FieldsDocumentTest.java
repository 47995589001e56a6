package dev.ring3.collector.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code docs/fields.md} says what the tables say; {@code -Dgolden.update=true} writes it anew. */
class FieldsDocumentTest {
  @Test
  void theDocumentIsUpToDate() throws IOException {
    Path document = Path.of(System.getProperty("ring3.root"), "docs", "fields.md");
    String text = text();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(document, text);
    }
    assertEquals(Files.readString(document), text);
  }

  private static String text() {
    StringBuilder text = new StringBuilder();
    text.append("# Fields and event types\n\n");
    text.append("Generated from `Field` and `EventType`; do not edit. Names are those of the ");
    text.append("Elastic Common Schema (ECS 9), of Elastic's endpoint schema (`*.Ext.*`, ");
    text.append("`Target.*`) and of Winlogbeat (`winlog.*`, `powershell.*`).\n\n");
    text.append("What the table does not name is kept under the source's own name, such as ");
    text.append("`winlog.event_data.TaskName`, and searched by it.\n\n");
    text.append("## Fields\n\n| Field | Type | Label | What it holds |\n|---|---|---|---|\n");
    for (Field field : Field.values()) {
      boolean many = field.cardinality() == Field.Cardinality.MANY;
      text.append("| `").append(field.ecs()).append("` | ");
      text.append(field.type().name().toLowerCase(Locale.ROOT)).append(many ? ", many" : "");
      text.append(" | ").append(field.label()).append(" | ").append(field.description());
      text.append(" |\n");
    }
    text.append(
        "\n## Event types\n\n| `event.action` | `event.category` | `event.type` | Label |\n");
    text.append("|---|---|---|---|\n");
    for (EventType type : EventType.values()) {
      text.append("| `").append(type.action()).append("` | `").append(type.category());
      text.append("` | `").append(type.type()).append("` | ").append(type.label()).append(" |\n");
    }
    return text.toString();
  }
}
