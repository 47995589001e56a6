package dev.ring3.search.detect.indicators.value;

import dev.ring3.collector.event.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The kinds of indicators: one entry holds everything about a kind, which are ECS's word for it,
 * the fields in which events can have it, and the form in which values are compared.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum IndicatorType {
  /** MD5, SHA-1, SHA-256 or imphash in hexadecimal. */
  HASH(
      "file",
      NormalForm::hash,
      Field.PROCESS_HASH_MD5,
      Field.PROCESS_HASH_SHA1,
      Field.PROCESS_HASH_SHA256,
      Field.PROCESS_PE_IMPHASH,
      Field.FILE_HASH_MD5,
      Field.FILE_HASH_SHA1,
      Field.FILE_HASH_SHA256,
      Field.FILE_PE_IMPHASH,
      Field.DLL_HASH_MD5,
      Field.DLL_HASH_SHA1,
      Field.DLL_HASH_SHA256,
      Field.DLL_PE_IMPHASH),
  /** A network in CIDR form. Before addresses and paths, as it looks like both. */
  NETWORK(
      "ipv4-addr",
      NormalForm::network,
      Field.SOURCE_IP,
      Field.DESTINATION_IP,
      Field.DNS_RESOLVED_IP),
  /** An IPv4 or IPv6 address. */
  ADDRESS(
      "ipv4-addr",
      NormalForm::address,
      Field.SOURCE_IP,
      Field.DESTINATION_IP,
      Field.DNS_RESOLVED_IP),
  /** A whole URL. */
  URL("url", NormalForm::url, Field.URL_FULL),
  /** A key, or a value's path: met by what is done to it, and to values of the key. */
  REGISTRY("windows-registry-key", NormalForm::registry, Field.REGISTRY_PATH),
  /** A named pipe. */
  PIPE("file", NormalForm::pipe, Field.FILE_NAME),
  /** The whole path of a file. */
  PATH(
      "file",
      NormalForm::path,
      Field.PROCESS_EXECUTABLE,
      Field.FILE_PATH,
      Field.FILE_OLD_PATH,
      Field.DLL_PATH),
  /** A name, met by all names below it as well. */
  DOMAIN(
      "domain-name",
      NormalForm::domain,
      Field.DNS_QUESTION_NAME,
      Field.DNS_ANSWERS_DATA,
      Field.DESTINATION_DOMAIN,
      Field.SOURCE_DOMAIN,
      Field.URL_DOMAIN),
  /** A file's name without its folder. */
  NAME(
      "file",
      NormalForm::name,
      Field.PROCESS_NAME,
      Field.PROCESS_PE_ORIGINAL_FILE_NAME,
      Field.FILE_NAME,
      Field.DLL_NAME),
  /** A mutex, in whatever namespace. */
  MUTEX("mutex", NormalForm::mutex, Field.MUTEX_NAME);

  private final String ecs;
  private final Function<String, Optional<String>> form;
  private final List<Field> fields;

  IndicatorType(String ecs, Function<String, Optional<String>> form, Field... fields) {
    this.ecs = ecs;
    this.form = form;
    this.fields = List.of(fields);
  }

  /** The word of lists and commands. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that word. */
  public static Optional<IndicatorType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equalsIgnoreCase(word)).findFirst();
  }

  /** The value of {@code threat.indicator.type}. */
  public String ecs(String value) {
    return ecs.equals("ipv4-addr") && value.indexOf(':') >= 0 ? "ipv6-addr" : ecs;
  }

  /** Where events can have it. */
  public List<Field> fields() {
    return fields;
  }

  /** The form in which values are compared; empty if the text is none of this kind. */
  public Optional<String> normal(String value) {
    return form.apply(value).filter(n -> !n.isEmpty() && n.length() <= Indicator.LONGEST);
  }
}
