package dev.ring3.collector.evtx;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of an event's XML. Knows what its values are called, so that a template can
 * be compiled for a place and no tree has to be built per record.
 */
sealed interface Place {
  /**
   * The place of a child element.
   *
   * @param nameAttribute the child's {@code Name} attribute, if it has one that is known before the
   *     record's values are
   */
  Place child(String element, @Nullable String nameAttribute);

  /** Whether a child of that name is called by its {@code Name} attribute. */
  default boolean namesByAttribute(String child) {
    return false;
  }

  /** Where the element's own name goes, if it is a value. */
  default Target ownName() {
    return new Target.Nowhere();
  }

  /** Where text directly in this element goes. */
  Target text();

  /** Where an attribute of this element goes. */
  Target attribute(String name);

  /** Outside of {@code Event}. */
  record Document() implements Place {
    @Override
    public Place child(String element, @Nullable String nameAttribute) {
      return element.equals("Event") ? new Event() : new Nested("winlog." + snakeCase(element));
    }

    @Override
    public Target text() {
      return new Target.Nowhere();
    }

    @Override
    public Target attribute(String name) {
      return new Target.Nowhere();
    }
  }

  /** Directly in {@code Event}. */
  record Event() implements Place {
    @Override
    public Place child(String element, @Nullable String nameAttribute) {
      return switch (element) {
        case "System" -> new SystemElement("");
        case "EventData" -> new EventData("winlog.event_data");
        case "UserData" -> new UserData();
        case "RenderingInfo" -> new RenderingInfo();
        default -> new Nested("winlog." + snakeCase(element));
      };
    }

    @Override
    public Target text() {
      return new Target.Named("winlog.text", false);
    }

    @Override
    public Target attribute(String name) {
      return payload("winlog", name);
    }
  }

  /**
   * {@code System}, or an element in it.
   *
   * @param path from {@code System}, empty for itself
   */
  record SystemElement(String path) implements Place {
    @Override
    public Place child(String element, @Nullable String nameAttribute) {
      return new SystemElement(path.isEmpty() ? element : path + '.' + element);
    }

    @Override
    public Target text() {
      return target(path.isEmpty() ? "text" : path);
    }

    @Override
    public Target attribute(String name) {
      return isNamespace(name)
          ? new Target.Nowhere()
          : target(path.isEmpty() ? name : path + '.' + name);
    }

    private static Target target(String path) {
      Optional<SystemField> field = SystemField.at(path);
      return field.isPresent()
          ? new Target.SystemValue(field.get())
          : new Target.Named("winlog.system." + path, false);
    }
  }

  /** {@code EventData}, or a {@code ComplexData} in it. */
  record EventData(String prefix) implements Place {
    @Override
    public Place child(String element, @Nullable String nameAttribute) {
      return switch (element) {
        case "Data" -> nameAttribute == null ? new NamelessData(prefix) : nested(nameAttribute);
        case "ComplexData" ->
            nameAttribute == null ? this : new EventData(prefix + '.' + nameAttribute);
        default -> nested(element);
      };
    }

    private Place nested(String name) {
      return new Nested(prefix + '.' + name);
    }

    @Override
    public boolean namesByAttribute(String child) {
      return child.equals("Data") || child.equals("ComplexData");
    }

    @Override
    public Target text() {
      return new Target.Named(prefix + ".text", false);
    }

    @Override
    public Target attribute(String name) {
      // The layout's name would take the name of a Data that is called Name.
      return name.equals("Name")
          ? new Target.Named(prefix + "_name", false)
          : payload(prefix, name);
    }
  }

  /** A {@code Data} without a name. */
  record NamelessData(String prefix) implements Place {
    @Override
    public Place child(String element, @Nullable String nameAttribute) {
      return new Nested(prefix + '.' + element);
    }

    @Override
    public Target text() {
      return new Target.Numbered(prefix + ".param");
    }

    @Override
    public Target attribute(String name) {
      return payload(prefix, name);
    }
  }

  /** {@code UserData}. */
  record UserData() implements Place {
    static final String PREFIX = "winlog.user_data";

    @Override
    public Place child(String element, @Nullable String nameAttribute) {
      return new UserElement(element);
    }

    @Override
    public Target text() {
      return new Target.Named(PREFIX + ".text", false);
    }

    @Override
    public Target attribute(String name) {
      return payload(PREFIX, name);
    }
  }

  /** The one element in {@code UserData} that holds the rest; its name is a value, not a prefix. */
  record UserElement(String name) implements Place {
    @Override
    public Place child(String element, @Nullable String nameAttribute) {
      return new Nested(UserData.PREFIX + '.' + element);
    }

    @Override
    public Target ownName() {
      return new Target.Named(UserData.PREFIX + ".xml_name", false);
    }

    @Override
    public Target text() {
      return new Target.Named(UserData.PREFIX + '.' + name, false);
    }

    @Override
    public Target attribute(String attribute) {
      return payload(UserData.PREFIX, attribute);
    }
  }

  /** {@code RenderingInfo} of a forwarded event. */
  record RenderingInfo() implements Place {
    private static final String PREFIX = "winlog.rendering_info";

    @Override
    public Place child(String element, @Nullable String nameAttribute) {
      return element.equals("Message") ? new RenderedMessage() : new Nested(PREFIX + '.' + element);
    }

    @Override
    public Target text() {
      return new Target.Named(PREFIX + ".text", false);
    }

    @Override
    public Target attribute(String name) {
      return payload(PREFIX, name);
    }
  }

  /** {@code RenderingInfo/Message}. */
  record RenderedMessage() implements Place {
    @Override
    public Place child(String element, @Nullable String nameAttribute) {
      return new Nested(RenderingInfo.PREFIX + ".Message." + element);
    }

    @Override
    public Target text() {
      return new Target.Message();
    }

    @Override
    public Target attribute(String name) {
      return payload(RenderingInfo.PREFIX + ".Message", name);
    }
  }

  /** An element that is called by its path. */
  record Nested(String path) implements Place {
    @Override
    public Place child(String element, @Nullable String nameAttribute) {
      return new Nested(path + '.' + element);
    }

    @Override
    public Target text() {
      return new Target.Named(path, true);
    }

    @Override
    public Target attribute(String name) {
      return payload(path, name);
    }
  }

  private static Target payload(String path, String attribute) {
    return isNamespace(attribute)
        ? new Target.Nowhere()
        : new Target.Named(path + '.' + attribute, false);
  }

  private static boolean isNamespace(String attribute) {
    return attribute.equals("xmlns") || attribute.startsWith("xmlns:");
  }

  private static String snakeCase(String element) {
    return element.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
