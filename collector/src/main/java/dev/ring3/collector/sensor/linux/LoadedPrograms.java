package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.audit.Architecture;
import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.EbpfProgram;
import dev.ring3.collector.linux.EbpfCalls;
import dev.ring3.collector.linux.SystemCallException;
import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The eBPF programs that the kernel holds, whoever loaded them and when. */
final class LoadedPrograms {
  private LoadedPrograms() {}

  static Inventory inventory(Architecture machine) {
    return new Inventory(
        "eBPF programs",
        "ebpf_load",
        "ebpf_load",
        "ebpf_unload",
        List.of(),
        () -> look(new EbpfCalls(machine.syscall("bpf").orElseThrow())));
  }

  private static Map<String, Item> look(EbpfCalls calls) throws IOException {
    Map<String, Item> found = new LinkedHashMap<>();
    OptionalInt id = calls.next(0);
    while (id.isPresent() && found.size() < Inventory.MAX_ITEMS) {
      try {
        EbpfProgram program = EbpfProgram.of(calls.describe(id.getAsInt()));
        found.put(Long.toString(program.id()), new Item(program.tag(), values(program)));
      } catch (DecodeException e) {
        throw new IOException(e.getMessage(), e);
      } catch (SystemCallException e) {
        if (e.errno() != SystemCallException.NO_ENTRY) {
          throw e;
        }
      }
      id = calls.next(id.getAsInt());
    }
    return found;
  }

  private static Map<String, String> values(EbpfProgram program) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("linux.ebpf.id", Long.toString(program.id()));
    values.put("linux.ebpf.type", program.type());
    values.put("linux.ebpf.tag", program.tag());
    values.put("user.id", Long.toString(program.uid()));
    if (!program.name().isEmpty()) {
      values.put("linux.ebpf.name", program.name());
    }
    return values;
  }
}
