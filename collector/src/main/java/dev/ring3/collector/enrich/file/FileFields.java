package dev.ring3.collector.enrich.file;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.normalize.Normalizer;
import dev.ring3.collector.pe.PeFile;
import dev.ring3.collector.win32.file.Authenticode.Signature;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes what is known of a file into those fields of an event that are empty. */
final class FileFields {
  private static final Map<String, Field> PROGRAM_VERSION =
      Map.of(
          "OriginalFilename", Field.PROCESS_PE_ORIGINAL_FILE_NAME,
          "CompanyName", Field.PROCESS_PE_COMPANY,
          "FileDescription", Field.PROCESS_PE_DESCRIPTION,
          "ProductName", Field.PROCESS_PE_PRODUCT,
          "FileVersion", Field.PROCESS_PE_FILE_VERSION);
  private static final Map<String, Field> LIBRARY_VERSION =
      Map.of(
          "OriginalFilename", Field.DLL_PE_ORIGINAL_FILE_NAME,
          "CompanyName", Field.DLL_PE_COMPANY,
          "FileDescription", Field.DLL_PE_DESCRIPTION,
          "ProductName", Field.DLL_PE_PRODUCT,
          "FileVersion", Field.DLL_PE_FILE_VERSION);
  private static final Map<String, Field> FILE_VERSION =
      Map.of(
          "OriginalFilename", Field.FILE_PE_ORIGINAL_FILE_NAME,
          "CompanyName", Field.FILE_PE_COMPANY,
          "FileDescription", Field.FILE_PE_DESCRIPTION,
          "ProductName", Field.FILE_PE_PRODUCT,
          "FileVersion", Field.FILE_PE_FILE_VERSION);

  /** What the methods below write, but for {@link #download}. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(process|dll|file)\\."
              + "(((hash|pe|code_signature|ext\\.program)\\..+)"
              + "|size|ext\\.(header_bytes|entropy|windows\\.zone_identifier)"
              + "|origin_(referrer_)?url)",
          Pattern.CASE_INSENSITIVE);

  private FileFields() {}

  /**
   * Whether an event can get a value of that name from a file, upper and lower case being the same.
   */
  static boolean isWritten(String name) {
    return WRITTEN.matcher(name).matches();
  }

  /** The acting process's program. */
  static void program(Event.Builder event, Examined found) {
    FileFacts facts = found.facts();
    put(event, Field.PROCESS_HASH_MD5, facts.md5());
    put(event, Field.PROCESS_HASH_SHA1, facts.sha1());
    put(event, Field.PROCESS_HASH_SHA256, facts.sha256());
    facts.tlsh().ifPresent(t -> put(event, Field.PROCESS_HASH_TLSH, t));
    event.source("process.Ext.program.size", Long.toString(facts.size()));
    event.source("process.Ext.program.entropy", facts.entropy());
    event.source("process.Ext.program.header_bytes", facts.header());
    facts.pe().ifPresent(pe -> pe(event, pe, "process", Field.PROCESS_PE_IMPHASH, PROGRAM_VERSION));
    found
        .signature()
        .ifPresent(
            signature -> {
              put(event, Field.PROCESS_SIGNED, signature.exists());
              put(event, Field.PROCESS_SIGNATURE_STATUS, signature.status());
              signature.signer().ifPresent(s -> put(event, Field.PROCESS_SIGNATURE_SUBJECT, s));
              trusted(event, "process", signature);
            });
    found.mark().ifPresent(mark -> mark(event, "process", mark));
  }

  /** A loaded image. */
  static void library(Event.Builder event, Examined found) {
    FileFacts facts = found.facts();
    put(event, Field.DLL_HASH_MD5, facts.md5());
    put(event, Field.DLL_HASH_SHA1, facts.sha1());
    put(event, Field.DLL_HASH_SHA256, facts.sha256());
    facts.tlsh().ifPresent(t -> put(event, Field.DLL_HASH_TLSH, t));
    facts.pe().ifPresent(pe -> pe(event, pe, "dll", Field.DLL_PE_IMPHASH, LIBRARY_VERSION));
    found
        .signature()
        .ifPresent(
            signature -> {
              put(event, Field.DLL_SIGNED, signature.exists());
              put(event, Field.DLL_SIGNATURE_STATUS, signature.status());
              signature.signer().ifPresent(s -> put(event, Field.DLL_SIGNATURE_SUBJECT, s));
              trusted(event, "dll", signature);
            });
    found.mark().ifPresent(mark -> mark(event, "dll", mark));
  }

  /** The file acted upon; its hashes only if it is a program. */
  static void file(Event.Builder event, Examined found) {
    FileFacts facts = found.facts();
    put(event, Field.FILE_SIZE, facts.size());
    if (!facts.isProgram()) {
      return;
    }
    put(event, Field.FILE_HASH_MD5, facts.md5());
    put(event, Field.FILE_HASH_SHA1, facts.sha1());
    put(event, Field.FILE_HASH_SHA256, facts.sha256());
    facts.tlsh().ifPresent(t -> put(event, Field.FILE_HASH_TLSH, t));
    put(event, Field.FILE_HEADER_BYTES, facts.header());
    put(event, Field.FILE_ENTROPY, facts.entropy());
    facts.pe().ifPresent(pe -> pe(event, pe, "file", Field.FILE_PE_IMPHASH, FILE_VERSION));
    found
        .signature()
        .ifPresent(
            signature -> {
              put(event, Field.FILE_SIGNED, signature.exists());
              put(event, Field.FILE_SIGNATURE_STATUS, signature.status());
              signature.signer().ifPresent(s -> put(event, Field.FILE_SIGNATURE_SUBJECT, s));
              trusted(event, "file", signature);
            });
    found.mark().ifPresent(mark -> mark(event, "file", mark));
  }

  /** The note was written that a file was downloaded: that is what happened. */
  static void download(Event.Builder event, String file, DownloadMark mark) {
    Event.Builder named = Event.of(EventType.FILE_DOWNLOAD, event.time());
    named.set(Field.FILE_PATH, file);
    Normalizer.derive(named);
    event.type(EventType.FILE_DOWNLOAD);
    event.set(Field.FILE_PATH, file);
    named.text(Field.FILE_NAME).ifPresent(name -> event.set(Field.FILE_NAME, name));
    named.text(Field.FILE_EXTENSION).ifPresent(e -> event.set(Field.FILE_EXTENSION, e));
    mark(event, "file", mark);
    mark.url().ifPresent(url -> event.set(Field.URL_FULL, url));
  }

  private static void pe(
      Event.Builder event, PeFile pe, String of, Field imphash, Map<String, Field> version) {
    pe.imphash().ifPresent(hash -> put(event, imphash, hash));
    version.forEach((name, field) -> pe.version(name).ifPresent(v -> put(event, field, v)));
    event.source(of + ".pe.architecture", pe.machine());
    event.source(of + ".pe.Ext.compiled", pe.compiled().toString());
    event.source(
        of + ".pe.sections",
        pe.sections().stream()
            .map(s -> String.format(Locale.ROOT, "%s %d %.2f", s.name(), s.size(), s.entropy()))
            .collect(Collectors.joining(", ")));
  }

  private static void trusted(Event.Builder event, String of, Signature signature) {
    event.source(of + ".code_signature.valid", Boolean.toString(signature.isValid()));
  }

  private static void mark(Event.Builder event, String of, DownloadMark mark) {
    mark.url().ifPresent(url -> event.source(of + ".origin_url", url));
    mark.referrer().ifPresent(url -> event.source(of + ".origin_referrer_url", url));
    event.source(of + ".Ext.windows.zone_identifier", Integer.toString(mark.zone()));
  }

  /** What the record itself says stays. */
  private static void put(Event.Builder event, Field field, String value) {
    if (!event.has(field)) {
      event.set(field, value);
    }
  }

  private static void put(Event.Builder event, Field field, long value) {
    if (!event.has(field)) {
      event.set(field, value);
    }
  }

  private static void put(Event.Builder event, Field field, boolean value) {
    if (!event.has(field)) {
      event.set(field, value);
    }
  }
}
