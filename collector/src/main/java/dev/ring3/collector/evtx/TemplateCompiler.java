package dev.ring3.collector.evtx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the tokens of elements into a flat list of instructions, in which every value already has
 * its name. What is not a value of the event (namespaces, processing instructions, white space
 * between elements) leaves nothing.
 */
final class TemplateCompiler {
  /** Elements in each other; schemas of Windows events have fewer than ten. */
  static final int MAX_DEPTH = 64;

  private static final int NO_DEPENDENCY = 0xffff;

  private record Attribute(String name, List<Piece> pieces) {}

  private final TokenReader tokens;
  private final Budget budget;
  private List<Instruction> instructions = new ArrayList<>();
  private boolean dependencies;

  TemplateCompiler(TokenReader tokens, Budget budget) {
    this.tokens = tokens;
    this.budget = budget;
  }

  /** A template's definition: like any fragment, but its elements carry a dependency. */
  List<Instruction> template(int at, int end, Place place) throws CorruptDataException {
    begin(at, end, true);
    while (!tokens.atEnd() && tokens.peek() != Token.EOF) {
      fragmentPart(place);
    }
    return instructions;
  }

  /**
   * One element, processing instruction or header of a fragment that is no template.
   *
   * <p>Afterwards {@link #position()} says where it ends.
   */
  List<Instruction> part(int at, int end, Place place) throws CorruptDataException {
    begin(at, end, false);
    fragmentPart(place);
    return instructions;
  }

  int position() {
    return tokens.position();
  }

  private void begin(int at, int end, boolean withDependencies) {
    tokens.start(at, end);
    dependencies = withDependencies;
    instructions = new ArrayList<>();
  }

  private void fragmentPart(Place place) throws CorruptDataException {
    int at = tokens.position();
    int token = tokens.token();
    switch (token & ~Token.MORE) {
      case Token.FRAGMENT_HEADER -> tokens.skip(3, "a fragment's header");
      case Token.OPEN_START_ELEMENT -> element(token, place, 1);
      case Token.PI_TARGET -> tokens.name();
      case Token.PI_DATA -> tokens.text();
      default -> throw unexpected(token, at, "an element");
    }
  }

  private void element(int token, Place parent, int depth) throws CorruptDataException {
    int start = tokens.position() - 1;
    if (depth > MAX_DEPTH) {
      throw new CorruptDataException(start, "more than " + MAX_DEPTH + " elements in each other");
    }
    int dependency = dependencies ? tokens.u16("an element's dependency") : NO_DEPENDENCY;
    tokens.skip(4, "an element's size");
    String name = tokens.name();
    List<Attribute> attributes = (token & Token.MORE) == 0 ? List.of() : attributes();
    int guard = instructions.size();
    if (dependency != NO_DEPENDENCY) {
      instructions.add(new Instruction.Guard(dependency, 0));
    }
    named(name, attributes, parent, depth);
    if (dependency != NO_DEPENDENCY) {
      int guarded = instructions.size() - guard - 1;
      instructions.set(guard, new Instruction.Guard(dependency, guarded));
    }
  }

  private List<Attribute> attributes() throws CorruptDataException {
    tokens.skip(4, "the attributes' size");
    List<Attribute> attributes = new ArrayList<>();
    while ((tokens.peek() & ~Token.MORE) == Token.ATTRIBUTE) {
      tokens.token();
      attributes.add(new Attribute(tokens.name(), tokens.pieces()));
    }
    return attributes;
  }

  private void named(String element, List<Attribute> attributes, Place parent, int depth)
      throws CorruptDataException {
    @Nullable List<Piece> name = null;
    if (parent.namesByAttribute(element)) {
      for (Attribute attribute : attributes) {
        name = attribute.name().equals("Name") ? attribute.pieces() : name;
      }
    }
    @Nullable String constantName = name == null ? null : constant(name);
    Place place = parent.child(element, constantName);
    budget.spendText(place.text().nameLength(), tokens.position());
    emit(place.ownName(), List.of(new Piece.Text(element)), place);
    for (Attribute attribute : attributes) {
      if (name == null || !attribute.name().equals("Name")) {
        emit(place.attribute(attribute.name()), attribute.pieces(), place);
      }
    }
    content(place, depth, name != null && constantName == null ? name : null, parent);
  }

  /** The text if it is the same in every record, else null. */
  private static @Nullable String constant(List<Piece> pieces) {
    return pieces.size() == 1 && pieces.getFirst() instanceof Piece.Text constant
        ? constant.text()
        : null;
  }

  private void content(Place place, int depth, @Nullable List<Piece> variableName, Place parent)
      throws CorruptDataException {
    boolean leaf = true;
    int at = tokens.position();
    int token = tokens.token();
    if (token == Token.CLOSE_EMPTY_ELEMENT) {
      emitLeaf(place, List.of(), variableName, parent);
      return;
    }
    if (token != Token.CLOSE_START_ELEMENT) {
      throw unexpected(token, at, "the end of a start tag");
    }
    while (true) {
      List<Piece> pieces = tokens.pieces();
      at = tokens.position();
      token = tokens.token();
      if (token == Token.END_ELEMENT && leaf) {
        emitLeaf(place, pieces, variableName, parent);
        return;
      }
      emitBetweenElements(place, pieces);
      switch (token & ~Token.MORE) {
        case Token.END_ELEMENT -> {
          return;
        }
        case Token.OPEN_START_ELEMENT -> {
          leaf = false;
          element(token, place, depth + 1);
        }
        case Token.PI_TARGET -> tokens.name();
        case Token.PI_DATA -> tokens.text();
        default -> throw unexpected(token, at, "an element's content");
      }
    }
  }

  private void emitLeaf(
      Place place, List<Piece> pieces, @Nullable List<Piece> variableName, Place parent)
      throws CorruptDataException {
    if (variableName != null) {
      instructions.add(new Instruction.JoinNamed(parent, variableName, List.copyOf(pieces)));
    } else {
      emit(place.text(), pieces.isEmpty() ? List.of(new Piece.Text("")) : pieces, place);
    }
  }

  private void emitBetweenElements(Place place, List<Piece> pieces) throws CorruptDataException {
    @Nullable String constant = constant(pieces);
    if (!pieces.isEmpty() && (constant == null || !constant.isBlank())) {
      emit(place.text(), pieces, place);
    }
  }

  private void emit(Target target, List<Piece> pieces, Place place) throws CorruptDataException {
    budget.spendText(target.nameLength(), tokens.position());
    if (pieces.size() == 1) {
      switch (pieces.getFirst()) {
        case Piece.Text constant -> emitConstant(target, constant.text());
        case Piece.Substitution value ->
            instructions.add(
                new Instruction.Substitute(
                    target, value.index(), value.optional(), place, new LastText()));
      }
    } else if (!pieces.isEmpty()) {
      instructions.add(new Instruction.Join(target, List.copyOf(pieces), place));
    }
  }

  private void emitConstant(Target target, String text) {
    if (!(target instanceof Target.Nowhere) && (!text.isEmpty() || target.takesEmpty())) {
      instructions.add(new Instruction.Constant(target, text));
    }
  }

  private static CorruptDataException unexpected(int token, int at, String needed) {
    return new CorruptDataException(
        at, "needs " + needed + ", has the token 0x" + Integer.toHexString(token));
  }
}
