package dev.ring3.webui.hunt;

import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import dev.ring3.search.index.Order;
import dev.ring3.search.query.QueryText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What the address of the hunt page says. What is as usual is left out of the address.
 *
 * @param query in the hunt language, as it was typed
 * @param caseName the case that is looked at; null for all
 * @param from first time, as it was typed; null for no start
 * @param to last time, as it was typed; null for no end
 * @param columns what the table shows: names of fields, or {@link #SUMMARY}
 * @param order in which hits come
 * @param cursor the page's place among the hits; null for the first page
 */
public record HuntState(
    String query,
    @Nullable String caseName,
    @Nullable String from,
    @Nullable String to,
    List<String> columns,
    Order order,
    @Nullable String cursor) {
  /** The column that says in a few words what happened; no field of its own. */
  public static final String SUMMARY = "summary";

  /** Columns of the widest table. */
  public static final int MAX_COLUMNS = 40;

  static final List<String> USUAL_COLUMNS =
      List.of(
          Field.TIMESTAMP.ecs(),
          Field.HOST_NAME.ecs(),
          Field.EVENT_ACTION.ecs(),
          Field.PROCESS_NAME.ecs(),
          SUMMARY);

  private static final Pattern EITHER = Pattern.compile("\\bOR\\b|\\|\\|");

  public HuntState {
    Objects.requireNonNull(query);
    columns = List.copyOf(columns);
  }

  /** Everything, newest first. */
  public static HuntState everything() {
    return new HuntState("", null, null, null, USUAL_COLUMNS, Order.NEWEST_FIRST, null);
  }

  /** What the parameters of an address say; what makes no sense is as usual. */
  public static HuntState of(MultiValueMap<String, String> parameters) {
    return new HuntState(
        Optional.ofNullable(parameters.getFirst("q")).orElse("").strip(),
        given(parameters, "case"),
        given(parameters, "from"),
        given(parameters, "to"),
        columns(parameters.getOrDefault("columns", List.of())),
        order(given(parameters, "sort")),
        given(parameters, "cursor"));
  }

  private static @Nullable String given(MultiValueMap<String, String> parameters, String name) {
    String value = parameters.getFirst(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static List<String> columns(List<String> written) {
    List<String> columns =
        written.stream()
            .flatMap(list -> Arrays.stream(list.split(",")))
            .map(String::strip)
            .filter(column -> !column.isEmpty())
            .distinct()
            .limit(MAX_COLUMNS)
            .toList();
    return columns.isEmpty() ? USUAL_COLUMNS : columns;
  }

  private static Order order(@Nullable String sort) {
    if (sort == null) {
      return Order.NEWEST_FIRST;
    }
    boolean descending = sort.startsWith("-");
    return Field.named(descending ? sort.substring(1) : sort)
        .filter(field -> field.type() != FieldType.PROSE)
        .map(field -> new Order(field, descending))
        .orElse(Order.NEWEST_FIRST);
  }

  /** Whether nobody chose columns. */
  public boolean hasUsualColumns() {
    return columns.equals(USUAL_COLUMNS);
  }

  /** The order as the address says it: a minus for descending. */
  public String sort() {
    return (order.descending() ? "-" : "") + order.field().ecs();
  }

  /** The address of a page, or a part of one, in this state. */
  public String url(String path) {
    List<String> parts = new ArrayList<>();
    add(parts, "q", query.isEmpty() ? null : query);
    add(parts, "case", caseName);
    add(parts, "from", from);
    add(parts, "to", to);
    add(parts, "columns", hasUsualColumns() ? null : String.join(",", columns));
    add(parts, "sort", order.equals(Order.NEWEST_FIRST) ? null : sort());
    add(parts, "cursor", cursor);
    return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
  }

  /** The address with one more parameter. */
  public String url(String path, String name, String value) {
    String url = url(path);
    return url + (url.contains("?") ? "&" : "?") + name + "=" + encode(value);
  }

  private static void add(List<String> parts, String name, @Nullable String value) {
    if (value != null) {
      parts.add(name + "=" + encode(value));
    }
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("%2C", ",")
        .replace("%3A", ":")
        .replace("%40", "@");
  }

  /** Another query over the same; starts at the first page, as do all the others. */
  public HuntState withQuery(String other) {
    return new HuntState(other, caseName, from, to, columns, order, null);
  }

  public HuntState withCase(@Nullable String other) {
    return new HuntState(query, other, from, to, columns, order, null);
  }

  public HuntState withTimes(@Nullable String first, @Nullable String last) {
    return new HuntState(query, caseName, first, last, columns, order, null);
  }

  public HuntState withOrder(Order other) {
    return new HuntState(query, caseName, from, to, columns, other, null);
  }

  public HuntState withColumns(List<String> others) {
    return new HuntState(query, caseName, from, to, others, order, null);
  }

  /** Another page of the same hits. */
  public HuntState withCursor(@Nullable String other) {
    return new HuntState(query, caseName, from, to, columns, order, other);
  }

  /** Only hits with this value. */
  public HuntState with(String name, String value) {
    return and(QueryText.match(name, value));
  }

  /** Only hits without this value. */
  public HuntState without(String name, String value) {
    return and("NOT " + QueryText.match(name, value));
  }

  private HuntState and(String condition) {
    if (query.isEmpty() || query.equals("*")) {
      return withQuery(condition);
    }
    if (query.equals(condition) || query.endsWith(" AND " + condition)) {
      return withCursor(null);
    }
    String before = EITHER.matcher(query).find() ? "(" + query + ")" : query;
    return withQuery(before + " AND " + condition);
  }
}
