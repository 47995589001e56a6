package dev.ring3.collector.source;

import dev.ring3.collector.audit.AuditEvents;
import dev.ring3.collector.audit.AuditRecord;
import dev.ring3.collector.audit.AuditText;
import dev.ring3.collector.audit.AuditTextException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The log of the Linux audit daemon, plain or enriched. Lines are cut at {@link
 * TextLines#MAX_BYTES}.
 */
final class AuditLogFormat implements FileFormat {
  private static final Pattern FIRST_LINE =
      Pattern.compile("(?s)\\s*(node=\\S+ )?type=\\S+ msg=audit\\(.*");

  @Override
  public String name() {
    return "Linux audit log";
  }

  @Override
  public boolean recognises(byte[] head) {
    return FIRST_LINE.matcher(new String(head, StandardCharsets.UTF_8)).matches();
  }

  @Override
  public void read(Content content, Consumer<SourceItem> items) throws IOException {
    IdentityHashMap<AuditRecord, Long> offsets = new IdentityHashMap<>();
    AuditEvents events =
        new AuditEvents(
            false,
            event -> {
              long offset = offsets.getOrDefault(event.records().getFirst(), 0L);
              event.records().forEach(offsets::remove);
              items.accept(new AuditEventRecord(new Origin(content.name(), offset), event, false));
            });
    TextLines lines = new TextLines(content.stream());
    for (Optional<TextLines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
      TextLines.Line line = next.get();
      if (line.text().isBlank()) {
        continue;
      }
      try {
        AuditRecord record = AuditText.line(line.text());
        if (!record.type().equals("EOE")) {
          offsets.putIfAbsent(record, line.offset());
        }
        events.add(record);
      } catch (AuditTextException e) {
        items.accept(new Damage(new Origin(content.name(), line.offset()), e.problem()));
      }
    }
    events.flush();
  }
}
