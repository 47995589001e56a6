package dev.ring3.collector.evtx;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a record that Windows wrote as XML (EvtRender), into what the same record is in a file:
 * names and values are those of this package. For one thread.
 */
public final class EventXml {
  /** Characters of a record; Windows' own limit for one is 64 KB before it is written as XML. */
  public static final int LONGEST = 1 << 22;

  private static final int MAX_DEPTH = 64;
  private static final char REPLACEMENT = '\ufffd';

  private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
  private final RecordBuilder record = new RecordBuilder();
  private final Deque<Element> open = new ArrayDeque<>();

  public EventXml() {
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  /** Text that is no record. */
  public static final class NotARecordException extends Exception {
    private static final long serialVersionUID = 1;

    NotARecordException(String message) {
      super(message);
    }
  }

  /** An element that is not closed yet. */
  private static final class Element {
    private final Place place;
    private final StringBuilder text = new StringBuilder();
    private boolean isLeaf = true;

    private Element(Place place) {
      this.place = place;
    }
  }

  /**
   * Reads one record.
   *
   * @throws NotARecordException if it is no XML, or lacks the time of the event
   */
  public EvtxRecord read(String xml) throws NotARecordException {
    if (xml.length() > LONGEST) {
      throw new NotARecordException("it has " + xml.length() + " characters");
    }
    record.clear();
    open.clear();
    open.push(new Element(new Place.Document()));
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(allowed(xml)));
      while (reader.hasNext()) {
        part(reader, reader.next());
      }
      reader.close();
    } catch (XMLStreamException e) {
      throw new NotARecordException(String.valueOf(e.getMessage()));
    }
    if (!record.hasTime()) {
      throw new NotARecordException("it has no TimeCreated");
    }
    return record.record(0, 0, 0, 0);
  }

  private void part(XMLStreamReader reader, int kind) throws NotARecordException {
    switch (kind) {
      case XMLStreamConstants.START_ELEMENT -> begin(reader);
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
          open.element().text.append(reader.getText());
      case XMLStreamConstants.END_ELEMENT -> end();
      default -> {
        // Comments and the like say nothing.
      }
    }
  }

  private void begin(XMLStreamReader reader) throws NotARecordException {
    Element parent = open.element();
    if (open.size() > MAX_DEPTH) {
      throw new NotARecordException("more than " + MAX_DEPTH + " elements in each other");
    }
    betweenElements(parent);
    parent.isLeaf = false;
    String element = reader.getLocalName();
    boolean isNamed = parent.place.namesByAttribute(element);
    Place place =
        parent.place.child(element, isNamed ? reader.getAttributeValue(null, "Name") : null);
    put(place.ownName(), element);
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String name = reader.getAttributeLocalName(i);
      if (!isNamed || !name.equals("Name")) {
        put(place.attribute(name), reader.getAttributeValue(i));
      }
    }
    open.push(new Element(place));
  }

  private void end() {
    Element element = open.pop();
    if (element.isLeaf) {
      put(element.place.text(), element.text.toString());
    } else {
      betweenElements(element);
    }
  }

  private void betweenElements(Element element) {
    if (!element.text.toString().isBlank()) {
      put(element.place.text(), element.text.toString());
    }
    element.text.setLength(0);
  }

  private void put(Target target, String text) {
    if (!text.isEmpty() || target.takesEmpty()) {
      target.put(record, text);
    }
  }

  /** Windows writes characters that XML does not allow as they are; they are replaced. */
  private static String allowed(String xml) {
    List<Integer> wrong = new ArrayList<>();
    for (int i = 0; i < xml.length(); i++) {
      char c = xml.charAt(i);
      boolean isPair =
          Character.isHighSurrogate(c)
              && i + 1 < xml.length()
              && Character.isLowSurrogate(xml.charAt(i + 1));
      if (isPair) {
        i++;
      } else if ((c < ' ' && c != '\t' && c != '\n' && c != '\r')
          || Character.isSurrogate(c)
          || c >= '\ufffe') {
        wrong.add(i);
      }
    }
    if (wrong.isEmpty()) {
      return xml;
    }
    StringBuilder text = new StringBuilder(xml);
    wrong.forEach(i -> text.setCharAt(i, REPLACEMENT));
    return text.toString();
  }
}
