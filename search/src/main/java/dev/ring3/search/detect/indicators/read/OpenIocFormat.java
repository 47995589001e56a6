package dev.ring3.search.detect.indicators.read;

import dev.ring3.search.detect.indicators.value.IndicatorType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * OpenIOC 1.0 and 1.1: terms of which one is enough. Document types and entities are not read, so
 * that a file can neither fetch others nor grow.
 */
final class OpenIocFormat implements IndicatorFormat {
  private static final Pattern START =
      Pattern.compile(
          "\\s*<.*<(?:\\w+:)?(?:ioc|OpenIOC)\\b.*|\\s*<(?:ioc|OpenIOC)\\b.*", Pattern.DOTALL);
  private static final int DEEPEST = 32;
  private static final int MOST_TERMS = 100_000;

  private static final Map<String, IndicatorType> TERMS =
      Map.ofEntries(
          Map.entry("FileItem/Md5sum", IndicatorType.HASH),
          Map.entry("FileItem/Sha1sum", IndicatorType.HASH),
          Map.entry("FileItem/Sha256sum", IndicatorType.HASH),
          Map.entry("FileItem/FileName", IndicatorType.NAME),
          Map.entry("FileItem/FullPath", IndicatorType.PATH),
          Map.entry("ProcessItem/name", IndicatorType.NAME),
          Map.entry("ProcessItem/path", IndicatorType.PATH),
          Map.entry("ProcessItem/HandleList/Handle/Name", IndicatorType.MUTEX),
          Map.entry("DnsEntryItem/Host", IndicatorType.DOMAIN),
          Map.entry("DnsEntryItem/RecordName", IndicatorType.DOMAIN),
          Map.entry("Network/DNS", IndicatorType.DOMAIN),
          Map.entry("Network/URI", IndicatorType.URL),
          Map.entry("UrlHistoryItem/URL", IndicatorType.URL),
          Map.entry("PortItem/remoteIP", IndicatorType.ADDRESS),
          Map.entry("RegistryItem/Path", IndicatorType.REGISTRY),
          Map.entry("RegistryItem/KeyPath", IndicatorType.REGISTRY));

  /** A term. */
  private record Term(IndicatorType type, String value, String line) {}

  /** Terms that belong together, and how. */
  private record Terms(boolean needsAll, String line, List<List<Term>> parts) {}

  @Override
  public String name() {
    return "OpenIOC";
  }

  @Override
  public boolean fits(String start) {
    return START.matcher(start).matches();
  }

  @Override
  public void read(InputStream in, Taking taking) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      new Reading(factory.createXMLStreamReader(in), taking).run();
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      throw new IOException("line " + line + ": no XML from here on", e);
    }
  }

  /** Reads one file. */
  private static final class Reading {
    private final XMLStreamReader xml;
    private final Taking taking;
    private final Deque<Terms> open = new ArrayDeque<>();
    private String title = "";
    private int terms;

    Reading(XMLStreamReader xml, Taking taking) {
      this.xml = xml;
      this.taking = taking;
    }

    private String line() {
      return Integer.toString(xml.getLocation().getLineNumber());
    }

    void run() throws XMLStreamException, IOException {
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          start(xml.getLocalName());
        } else if (event == XMLStreamConstants.END_ELEMENT
            && xml.getLocalName().equals("Indicator")) {
          end(open.pop());
        }
      }
    }

    private void start(String element) throws XMLStreamException, IOException {
      switch (element) {
        case "short_description" -> title = text();
        case "Indicator" -> {
          if (open.size() >= DEEPEST) {
            throw new IOException("line " + line() + ": more than " + DEEPEST + " levels");
          }
          boolean needsAll = "AND".equalsIgnoreCase(xml.getAttributeValue(null, "operator"));
          open.push(new Terms(needsAll, line(), new ArrayList<>()));
        }
        case "IndicatorItem" -> item();
        default -> {
          // what does not say what to look for
        }
      }
    }

    private String text() throws XMLStreamException {
      StringBuilder text = new StringBuilder();
      for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
        if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
          text.append(xml.getText());
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          text();
        }
      }
      return text.toString().strip();
    }

    private void item() throws XMLStreamException, IOException {
      if (++terms > MOST_TERMS) {
        throw new IOException("line " + line() + ": more than " + MOST_TERMS + " terms");
      }
      String line = line();
      String condition = Optional.ofNullable(xml.getAttributeValue(null, "condition")).orElse("is");
      boolean isNegated = "true".equalsIgnoreCase(xml.getAttributeValue(null, "negate"));
      String search = "";
      String content = "";
      while (!(xml.next() == XMLStreamConstants.END_ELEMENT
          && xml.getLocalName().equals("IndicatorItem"))) {
        if (xml.isStartElement() && xml.getLocalName().equals("Context")) {
          search = Optional.ofNullable(xml.getAttributeValue(null, "search")).orElse("");
        } else if (xml.isStartElement() && xml.getLocalName().equals("Content")) {
          content = text();
        }
      }
      term(line, isNegated ? "not " + condition : condition, search, content);
    }

    private void term(String line, String condition, String search, String content) {
      IndicatorType type = TERMS.get(search);
      List<Term> found = List.of();
      if (type == null) {
        taking.refuse(line, "terms of '" + Taking.shown(search) + "' are not supported");
      } else if (!condition.equalsIgnoreCase("is")) {
        taking.refuse(line, search + " by '" + Taking.shown(condition) + "' is not supported");
      } else {
        found = List.of(new Term(type, content, line));
      }
      if (open.isEmpty()) {
        found.forEach(this::take);
      } else {
        open.element().parts().add(found);
      }
    }

    private void end(Terms ended) {
      List<Term> all = ended.parts().stream().flatMap(List::stream).toList();
      boolean isEnough =
          !ended.needsAll()
              || ended.parts().size() == 1
              || (all.stream().allMatch(term -> term.type() == IndicatorType.HASH)
                  && ended.parts().stream().noneMatch(List::isEmpty));
      List<Term> enough = isEnough ? all : List.of();
      if (!isEnough) {
        taking.refuse(ended.line(), "it asks for several things at once (AND)");
      }
      if (open.isEmpty()) {
        enough.forEach(this::take);
      } else {
        open.element().parts().add(enough);
      }
    }

    private void take(Term term) {
      taking.take(term.line(), term.type(), term.value(), null, title);
    }
  }
}
