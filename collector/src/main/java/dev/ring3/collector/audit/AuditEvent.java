package dev.ring3.collector.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Records with one serial number: what happened, and with what.
 *
 * @param records in the order they were read; at least one
 */
public record AuditEvent(List<AuditRecord> records) {
  public AuditEvent {
    records = List.copyOf(records);
    if (records.isEmpty()) {
      throw new IllegalArgumentException("an event has at least one record");
    }
  }

  public Instant time() {
    return records.getFirst().time();
  }

  public long serial() {
    return records.getFirst().serial();
  }

  /** The first record of that type. */
  public Optional<AuditRecord> first(String type) {
    return all(type).findFirst();
  }

  /** All records of that type, in order. */
  public Stream<AuditRecord> all(String type) {
    return records.stream().filter(r -> r.type().equals(type));
  }

  /** Name of the system call, if this is about one and its machine is known. */
  public Optional<String> syscall() {
    return first("SYSCALL").flatMap(AuditEvent::syscall);
  }

  private static Optional<String> syscall(AuditRecord record) {
    Optional<String> written = record.raw("SYSCALL");
    if (written.isPresent()) {
      return written;
    }
    Optional<Architecture> machine =
        record.hex("arch").stream()
            .boxed()
            .findFirst()
            .flatMap(code -> Architecture.ofCode(code.intValue()));
    return machine.flatMap(
        m ->
            record.number("syscall").stream()
                .boxed()
                .findFirst()
                .flatMap(number -> m.syscall(number.intValue())));
  }
}
