package dev.ring3.collector.evtx;

import java.util.Arrays;
import java.util.List;

/**
 * Runs a record's BinXML: finds or compiles its templates and hands every value on to the {@link
 * RecordBuilder}, under its full name, without building the XML tree.
 */
final class BinXmlDecoder {
  /** BinXML as values in BinXML; Windows uses one level. */
  static final int MAX_NESTING = 16;

  /** Token, version, template id, definition's offset. */
  private static final int INSTANCE_SIZE = 10;

  private final Chunk chunk;
  private final RecordBuilder record;
  private final Budget budget = new Budget();
  private final ValueReader reader;
  private final NameTable names;
  private final TemplateCompiler compiler;
  private final Templates templates;
  private final SubstitutionValues[] valuesOfLevel = new SubstitutionValues[MAX_NESTING];
  private final Place document = new Place.Document();
  private int chunkSerial;
  private int level;

  BinXmlDecoder(Chunk chunk, RecordBuilder record) {
    this.chunk = chunk;
    this.record = record;
    reader = new ValueReader(chunk);
    names = new NameTable(chunk, reader);
    compiler = new TemplateCompiler(new TokenReader(chunk, names, reader, budget), budget);
    templates = new Templates(chunk, compiler, record, budget);
    for (int i = 0; i < MAX_NESTING; i++) {
      valuesOfLevel[i] = new SubstitutionValues();
    }
  }

  /** Must be called when the chunk has been filled again. */
  void beginChunk() {
    names.clear();
    templates.beginChunk();
    chunkSerial++;
  }

  /** Decodes the BinXML of one record. */
  void decode(int at, int end) throws CorruptDataException {
    budget.renew();
    level = 0;
    fragment(at, end, document);
  }

  private void fragment(int at, int end, Place place) throws CorruptDataException {
    if (level == MAX_NESTING) {
      throw new CorruptDataException(at, "BinXML nested more than " + MAX_NESTING + " times");
    }
    SubstitutionValues values = valuesOfLevel[level++];
    int position = at;
    while (position < end && chunk.u8(position) != Token.EOF) {
      if (chunk.u8(position) == Token.TEMPLATE_INSTANCE) {
        position = instance(position, end, place, values);
      } else {
        List<Instruction> part = compiler.part(position, end, place);
        position = compiler.position();
        values.clear();
        run(part, values, at);
      }
    }
    level--;
  }

  private int instance(int at, int end, Place place, SubstitutionValues values)
      throws CorruptDataException {
    if (at + INSTANCE_SIZE > end) {
      throw new CorruptDataException(
          at, "a template instance needs " + INSTANCE_SIZE + " bytes, has " + (end - at));
    }
    int template = chunk.i32(at + 6);
    int id = chunk.i32(at + 2);
    Program program = templates.program(id, template, place, at);
    int position = at + INSTANCE_SIZE;
    if (template == position && templates.isDefinedAt(template, id)) {
      position += templates.sizeAt(template);
    }
    position = values.read(chunk, position, end, budget);
    run(program.instructions(), values, at);
    return position;
  }

  private void run(List<Instruction> instructions, SubstitutionValues values, int at)
      throws CorruptDataException {
    budget.spendSteps(instructions.size(), at);
    for (int i = 0; i < instructions.size(); i++) {
      i += instructions.get(i).run(this, values);
    }
  }

  /** Hands on a text that is not from the record's values alone. */
  void put(Target target, String text) throws CorruptDataException {
    if (!text.isEmpty() || target.takesEmpty()) {
      budget.spendText(text.length() + target.nameLength(), 0);
      target.put(record, text);
    }
  }

  /** Hands on one of the record's values. */
  void substitute(Instruction.Substitute instruction, SubstitutionValues values)
      throws CorruptDataException {
    Target target = instruction.target();
    int index = instruction.index();
    if (isAbsent(index, values)) {
      if (!instruction.optional()) {
        put(target, "");
      }
      return;
    }
    int type = values.type(index);
    int at = values.offset(index);
    int size = values.size(index);
    if (type == ValueType.BINXML.code()) {
      fragment(at, at + size, instruction.inner());
    } else if (type == ValueType.FILETIME.code() && size == 8 && target.takesTime()) {
      record.putTime(Times.instant(chunk.i64(at)));
    } else if ((type & ValueType.ARRAY) != 0 && target.takesItems()) {
      putItems(target, type, at, size);
    } else {
      put(target, instruction.last().text(this, type, at, size));
    }
  }

  private void putItems(Target target, int type, int at, int size) throws CorruptDataException {
    for (String item : items(type, at, size)) {
      put(target, item);
    }
  }

  private List<String> items(int type, int at, int size) {
    try {
      return reader.items(type, at, size);
    } catch (CorruptDataException e) {
      record.addProblem(e.problem());
      return List.of(reader.raw(at, size));
    }
  }

  /** The pieces in one text; a piece that is BinXML puts its own values and adds no text. */
  String join(List<Piece> pieces, Place inner, SubstitutionValues values)
      throws CorruptDataException {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Text constant -> text.append(constant.text());
        case Piece.Substitution value -> text.append(joined(value.index(), inner, values));
      }
      budget.checkText(text.length(), 0);
    }
    return text.toString();
  }

  private String joined(int index, Place inner, SubstitutionValues values)
      throws CorruptDataException {
    if (isAbsent(index, values)) {
      return "";
    }
    int at = values.offset(index);
    int size = values.size(index);
    if (values.type(index) == ValueType.BINXML.code()) {
      fragment(at, at + size, inner);
      return "";
    }
    return text(values.type(index), at, size);
  }

  private boolean isAbsent(int index, SubstitutionValues values) {
    if (index >= values.count()) {
      record.addProblem(
          "the template needs value " + index + ", the record has " + values.count() + " values");
      return true;
    }
    return values.isNull(index);
  }

  /** Counts the chunks: texts remembered with another number are of another chunk. */
  int chunkSerial() {
    return chunkSerial;
  }

  int problems() {
    return record.problems();
  }

  boolean sameBytes(int at, int other, int size) {
    byte[] bytes = chunk.bytes();
    return Arrays.equals(bytes, at, at + size, bytes, other, other + size);
  }

  /** The text of a value; of its raw bytes, and a problem, where they do not fit the type. */
  String text(int type, int at, int size) {
    try {
      return reader.text(type, at, size);
    } catch (CorruptDataException e) {
      record.addProblem(e.problem());
      return reader.raw(at, size);
    }
  }
}
