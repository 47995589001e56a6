package dev.ring3.search.detect.rules;

import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.read.SigmaReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The rules that come with Ring3, for what no rule of others looks at. */
final class OwnRules {
  private static final List<String> NAMES =
      List.of(
          "linux_authorized_keys_written",
          "linux_decoded_text_to_compiler",
          "linux_decoded_text_to_interpreter",
          "linux_ebpf_after_decoding",
          "linux_ebpf_program_loaded",
          "linux_preload_file_written",
          "linux_program_in_memory",
          "windows_parent_not_creator",
          "telemetry_lost");

  private OwnRules() {}

  /** The text of the file of that name, if it is one of them. */
  static Optional<String> source(String file) {
    return NAMES.stream()
        .filter(name -> file.equals("ring3/" + name + ".yml"))
        .findFirst()
        .map(OwnRules::text);
  }

  /** The files, called {@code ring3/NAME.yml}. */
  static List<SigmaFile> read() {
    return NAMES.stream().map(OwnRules::read).toList();
  }

  private static SigmaFile read(String name) {
    return SigmaReader.read("ring3/" + name + ".yml", text(name));
  }

  private static String text(String name) {
    String file = name + ".yml";
    try (InputStream in = OwnRules.class.getResourceAsStream(file)) {
      byte[] text =
          Objects.requireNonNull(in, () -> "missing in the build: " + file).readAllBytes();
      return new String(text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
