package dev.ring3.collector.evtx;

/** The values a record gives for its template: their types and where in the chunk they are. */
final class SubstitutionValues {
  private static final int DESCRIPTOR_SIZE = 4;

  private int count;
  private int[] types = new int[64];
  private int[] offsets = new int[64];
  private int[] sizes = new int[64];

  /**
   * Reads the list of values: their number, their descriptors, then the values.
   *
   * @param at where the number is
   * @param end what they must not exceed
   * @return where they end
   */
  int read(Chunk chunk, int at, int end, Budget budget) throws CorruptDataException {
    if (at + 4 > end) {
      throw new CorruptDataException(
          at, "the number of values needs 4 bytes, has " + Math.max(0, end - at));
    }
    long declared = chunk.u32(at);
    int descriptors = at + 4;
    if (descriptors + declared * DESCRIPTOR_SIZE > end) {
      throw new CorruptDataException(
          at, declared + " values need more than the " + (end - descriptors) + " bytes left");
    }
    count = (int) declared;
    budget.spendSteps(count, at);
    if (count > types.length) {
      types = new int[count];
      offsets = new int[count];
      sizes = new int[count];
    }
    int position = descriptors + count * DESCRIPTOR_SIZE;
    for (int i = 0; i < count; i++) {
      int descriptor = descriptors + i * DESCRIPTOR_SIZE;
      types[i] = chunk.u8(descriptor + 2);
      offsets[i] = position;
      sizes[i] = chunk.u16(descriptor);
      position += sizes[i];
    }
    if (position > end) {
      throw new CorruptDataException(
          at, "the values need " + (position - end) + " bytes more than the record has");
    }
    return position;
  }

  /** No values: for elements that are no template. */
  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /** The type's code, with {@link ValueType#ARRAY} for arrays. */
  int type(int index) {
    return types[index];
  }

  boolean isNull(int index) {
    return types[index] == ValueType.NULL.code();
  }

  int offset(int index) {
    return offsets[index];
  }

  int size(int index) {
    return sizes[index];
  }
}
