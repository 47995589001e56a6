package dev.ring3.collector.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.OptionalInt;

/** Questions to the kernel about loaded eBPF programs; need {@code CAP_SYS_ADMIN}. */
public final class EbpfCalls {
  private static final int NEXT_PROGRAM = 11;
  private static final int PROGRAM_BY_ID = 13;
  private static final int DESCRIBE = 15;
  private static final int DESCRIPTION_BYTES = 128;

  private final int number;

  /**
   * @param number of the call {@code bpf} on this machine
   */
  public EbpfCalls(int number) {
    this.number = number;
  }

  /** The number of the next program. */
  public OptionalInt next(int after) throws SystemCallException {
    try (Memory attributes = new Memory(16)) {
      attributes.clear();
      attributes.setInt(0, after);
      call(NEXT_PROGRAM, attributes);
      return OptionalInt.of(attributes.getInt(4));
    } catch (LastErrorException e) {
      if (e.getErrorCode() == SystemCallException.NO_ENTRY) {
        return OptionalInt.empty();
      }
      throw new SystemCallException("bpf(BPF_PROG_GET_NEXT_ID)", e);
    }
  }

  /** {@code struct bpf_prog_info} of a program, as far as this kernel fills it. */
  public byte[] describe(int program) throws SystemCallException {
    try (Memory attributes = new Memory(16);
        Memory description = new Memory(DESCRIPTION_BYTES)) {
      attributes.clear();
      description.clear();
      attributes.setInt(0, program);
      int descriptor = (int) call(PROGRAM_BY_ID, attributes);
      try {
        attributes.setInt(0, descriptor);
        attributes.setInt(4, DESCRIPTION_BYTES);
        attributes.setLong(8, Pointer.nativeValue(description));
        call(DESCRIBE, attributes);
        return description.getByteArray(0, DESCRIPTION_BYTES);
      } finally {
        Descriptor.closeNumber(descriptor);
      }
    } catch (LastErrorException e) {
      throw new SystemCallException("bpf(description of program " + program + ')', e);
    }
  }

  private long call(int command, Memory attributes) {
    return CLibrary.syscall(number, command, attributes, attributes.size());
  }
}
