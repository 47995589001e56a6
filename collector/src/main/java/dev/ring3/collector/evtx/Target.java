package dev.ring3.collector.evtx;

/** Where in the record a value goes. */
sealed interface Target {
  void put(RecordBuilder record, String text);

  /** Characters of the name that the value gets. */
  default int nameLength() {
    return 0;
  }

  /** Whether an array fills this target once per item (else its items are joined by commas). */
  default boolean takesItems() {
    return false;
  }

  /** Whether this is the time at which the event happened, wanted as such. */
  default boolean takesTime() {
    return false;
  }

  /** Whether an empty text is a value: {@code <Data Name="X"/>} has one, {@code <System/>} none. */
  default boolean takesEmpty() {
    return false;
  }

  /** A value of {@code System}. */
  record SystemValue(SystemField field) implements Target {
    @Override
    public void put(RecordBuilder record, String text) {
      record.putSystem(field, text);
    }

    @Override
    public boolean takesTime() {
      return field == SystemField.TIME_CREATED;
    }
  }

  /** A named value of the payload. */
  record Named(String name, boolean takesEmpty) implements Target {
    @Override
    public void put(RecordBuilder record, String text) {
      record.putData(name, text);
    }

    @Override
    public int nameLength() {
      return name.length();
    }
  }

  /** A nameless {@code Data}: its name is its number. */
  record Numbered(String prefix) implements Target {
    @Override
    public void put(RecordBuilder record, String text) {
      record.putNumbered(prefix, text);
    }

    @Override
    public int nameLength() {
      return prefix.length();
    }

    @Override
    public boolean takesItems() {
      return true;
    }

    @Override
    public boolean takesEmpty() {
      return true;
    }
  }

  /** The rendered message. */
  record Message() implements Target {
    @Override
    public void put(RecordBuilder record, String text) {
      record.putMessage(text);
    }
  }

  /** Namespaces and the like, which say nothing about the event. */
  record Nowhere() implements Target {
    @Override
    public void put(RecordBuilder record, String text) {}
  }
}
