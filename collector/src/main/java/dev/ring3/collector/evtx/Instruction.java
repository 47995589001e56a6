package dev.ring3.collector.evtx;

import java.util.List;

/** A step of a compiled template. */
sealed interface Instruction {
  /**
   * Carries the step out.
   *
   * @return how many of the following instructions are to be left out
   */
  int run(BinXmlDecoder decoder, SubstitutionValues values) throws CorruptDataException;

  /** A text that is the same in every record. */
  record Constant(Target target, String text) implements Instruction {
    @Override
    public int run(BinXmlDecoder decoder, SubstitutionValues values) throws CorruptDataException {
      decoder.put(target, text);
      return 0;
    }
  }

  /**
   * One value of the record: nearly all instructions are of this kind.
   *
   * @param index the value's number
   * @param optional whether a null value leaves nothing rather than an empty text
   * @param inner the element it stands in, for the case that the value is BinXML itself
   * @param last what the value was in the record before
   */
  record Substitute(Target target, int index, boolean optional, Place inner, LastText last)
      implements Instruction {
    @Override
    public int run(BinXmlDecoder decoder, SubstitutionValues values) throws CorruptDataException {
      decoder.substitute(this, values);
      return 0;
    }
  }

  /** A text of several pieces. */
  record Join(Target target, List<Piece> pieces, Place inner) implements Instruction {
    @Override
    public int run(BinXmlDecoder decoder, SubstitutionValues values) throws CorruptDataException {
      decoder.put(target, decoder.join(pieces, inner, values));
      return 0;
    }
  }

  /** A {@code Data} whose name is not known before the record's values are. */
  record JoinNamed(Place parent, List<Piece> name, List<Piece> pieces) implements Instruction {
    @Override
    public int run(BinXmlDecoder decoder, SubstitutionValues values) throws CorruptDataException {
      Place place = parent.child("Data", decoder.join(name, parent, values));
      decoder.put(place.text(), decoder.join(pieces, place, values));
      return 0;
    }
  }

  /** The start of an element that is left out where a value is null. */
  record Guard(int index, int instructions) implements Instruction {
    @Override
    public int run(BinXmlDecoder decoder, SubstitutionValues values) {
      return index < values.count() && values.isNull(index) ? instructions : 0;
    }
  }
}
