package dev.ring3.collector.evtx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The templates of a file, each compiled once per place.
 *
 * <p>Every chunk holds the definitions its records need. The same definition comes again in the
 * next chunks with the same GUID, so it is not compiled again; and where a chunk's definition is
 * destroyed, that of a chunk read before can stand in.
 */
final class Templates {
  /**
   * What is kept, in characters of names and texts, {@link #INSTRUCTION_COST} for an instruction;
   * when there is more, keeping starts anew. A file of Windows has a few hundred thousand.
   */
  static final int MAX_KEPT = 1 << 21;

  private static final int INSTRUCTION_COST = 16;

  /** Offset of the next definition, GUID, size of the data. */
  static final int HEADER_SIZE = 24;

  private static final int SIZE = 20;

  private record Definition(long guidStart, long guidEnd, long size, Place place) {}

  private record Named(int id, Place place) {}

  private final Chunk chunk;
  private final TemplateCompiler compiler;
  private final RecordBuilder record;
  private final Map<Integer, List<Program>> inChunk = new HashMap<>();
  private final Map<Definition, Program> inFile = new HashMap<>();
  private final Map<Named, Program> byId = new HashMap<>();
  private final Budget budget;
  private int kept;

  Templates(Chunk chunk, TemplateCompiler compiler, RecordBuilder record, Budget budget) {
    this.chunk = chunk;
    this.compiler = compiler;
    this.record = record;
    this.budget = budget;
  }

  void beginChunk() {
    inChunk.clear();
  }

  /**
   * The program for a template.
   *
   * @param id the start of its GUID, as the record names it
   * @param offset where its definition must be
   * @param place where in the event's tree it is used
   * @param from where in the chunk the record names it
   */
  Program program(int id, int offset, Place place, int from) throws CorruptDataException {
    @Nullable List<Program> known = inChunk.get(offset);
    if (known != null) {
      for (int i = 0; i < known.size(); i++) {
        if (known.get(i).id() == id && known.get(i).place().equals(place)) {
          return known.get(i);
        }
      }
    }
    return isDefinedAt(offset, id)
        ? defined(id, offset, place)
        : fromOtherChunk(id, offset, place, from);
  }

  boolean isDefinedAt(int offset, int id) {
    return offset >= Chunk.HEADER_SIZE
        && offset <= chunk.length() - HEADER_SIZE
        && chunk.i32(offset + 4) == id
        && offset + HEADER_SIZE + chunk.u32(offset + SIZE) <= chunk.length();
  }

  /** Size of the definition there, which must be one. */
  int sizeAt(int offset) {
    return HEADER_SIZE + chunk.i32(offset + SIZE);
  }

  private Program defined(int id, int offset, Place place) throws CorruptDataException {
    Definition definition =
        new Definition(
            chunk.i64(offset + 4), chunk.i64(offset + 12), chunk.u32(offset + SIZE), place);
    @Nullable Program program = inFile.get(definition);
    if (program == null) {
      int before = budget.textLeft();
      program =
          new Program(
              id, place, compiler.template(offset + HEADER_SIZE, offset + sizeAt(offset), place));
      makeRoom(before - budget.textLeft() + INSTRUCTION_COST * (program.instructions().size() + 1));
      inFile.put(definition, program);
      byId.put(new Named(id, place), program);
    }
    inChunk.computeIfAbsent(offset, at -> new ArrayList<>(1)).add(program);
    return program;
  }

  private void makeRoom(int more) {
    if (kept + more > MAX_KEPT) {
      inChunk.clear();
      inFile.clear();
      byId.clear();
      kept = 0;
    }
    kept += more;
  }

  private Program fromOtherChunk(int id, int offset, Place place, int from)
      throws CorruptDataException {
    @Nullable Program program = byId.get(new Named(id, place));
    String problem =
        "the record needs the template "
            + FileHeader.hex(id)
            + " at "
            + Integer.toUnsignedString(offset)
            + " of the chunk, which is not there";
    if (program == null) {
      throw new CorruptDataException(from, problem);
    }
    record.addProblem(problem + "; read with the same template of another chunk");
    return program;
  }
}
