package dev.ring3.collector.evtx;

import java.util.ArrayList;
import java.util.List;

/** Reads the small parts of BinXML one after the other: numbers, names, pieces of text. */
final class TokenReader {
  private final Chunk chunk;
  private final NameTable names;
  private final ValueReader values;
  private final Budget budget;
  private int position;
  private int end;

  TokenReader(Chunk chunk, NameTable names, ValueReader values, Budget budget) {
    this.chunk = chunk;
    this.names = names;
    this.values = values;
    this.budget = budget;
  }

  void start(int at, int limit) {
    position = at;
    end = limit;
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position >= end;
  }

  /** The token there, with its {@link Token#MORE} bit. */
  int peek() throws CorruptDataException {
    need(1, "a token");
    return chunk.u8(position);
  }

  int token() throws CorruptDataException {
    budget.spendSteps(1, position);
    int token = peek();
    position++;
    return token;
  }

  int u16(String what) throws CorruptDataException {
    need(2, what);
    position += 2;
    return chunk.u16(position - 2);
  }

  void skip(int count, String what) throws CorruptDataException {
    need(count, what);
    position += count;
  }

  /** A name: its offset, and, where it is used first, the name itself. */
  String name() throws CorruptDataException {
    need(4, "a name's offset");
    long offset = chunk.u32(position);
    position += 4;
    String name = names.at(offset, position - 4);
    if (offset == position) {
      skip(names.sizeAt(position), "a name");
    }
    return name;
  }

  /** A text with its length before it. */
  String text() throws CorruptDataException {
    int units = u16("a text's length");
    need(2 * units, "a text");
    position += 2 * units;
    return values.utf16(position - 2 * units, units);
  }

  /** All pieces of text that follow each other there; pieces that never change are joined. */
  List<Piece> pieces() throws CorruptDataException {
    List<Piece> pieces = new ArrayList<>(1);
    while (!atEnd() && startsPiece(peek())) {
      add(pieces, piece());
    }
    return pieces;
  }

  static boolean startsPiece(int token) {
    return switch (token & ~Token.MORE) {
      case Token.VALUE,
          Token.CDATA,
          Token.CHAR_REF,
          Token.ENTITY_REF,
          Token.NORMAL_SUBSTITUTION,
          Token.OPTIONAL_SUBSTITUTION ->
          true;
      default -> false;
    };
  }

  private void add(List<Piece> pieces, Piece piece) throws CorruptDataException {
    int last = pieces.size() - 1;
    if (piece instanceof Piece.Text more) {
      String before = last >= 0 && pieces.get(last) instanceof Piece.Text text ? text.text() : "";
      budget.spendText(before.length() + more.text().length(), position);
      if (!before.isEmpty()) {
        pieces.set(last, new Piece.Text(before + more.text()));
        return;
      }
    }
    pieces.add(piece);
  }

  private Piece piece() throws CorruptDataException {
    int token = token() & ~Token.MORE;
    return switch (token) {
      case Token.VALUE -> new Piece.Text(value());
      case Token.CDATA -> new Piece.Text(text());
      case Token.CHAR_REF -> new Piece.Text(String.valueOf((char) u16("a character")));
      case Token.ENTITY_REF -> new Piece.Text(entity(name()));
      default -> {
        int index = u16("a substitution's number");
        skip(1, "a substitution's type");
        yield new Piece.Substitution(index, token == Token.OPTIONAL_SUBSTITUTION);
      }
    };
  }

  private String value() throws CorruptDataException {
    need(1, "a value's type");
    int code = chunk.u8(position++);
    if (code == ValueType.STRING.code()) {
      return text();
    }
    ValueType type = ValueType.of(code);
    int size = type == null ? 0 : type.width();
    if (size == 0) {
      throw new CorruptDataException(
          position - 1, "a text cannot have the value type 0x" + Integer.toHexString(code));
    }
    need(size, "a value");
    position += size;
    return values.text(code, position - size, size);
  }

  private static String entity(String name) {
    return switch (name) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "apos" -> "'";
      default -> '&' + name + ';';
    };
  }

  private void need(int count, String what) throws CorruptDataException {
    if (end - position < count) {
      throw new CorruptDataException(
          position, what + " needs " + count + " bytes, has " + Math.max(0, end - position));
    }
  }
}
