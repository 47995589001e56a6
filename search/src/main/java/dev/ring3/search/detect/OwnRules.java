package dev.ring3.search.detect;

import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.read.SigmaReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

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
          "telemetry_lost");

  private OwnRules() {}

  /** The files, called {@code ring3/NAME.yml}. */
  static List<SigmaFile> read() {
    return NAMES.stream().map(OwnRules::read).toList();
  }

  private static SigmaFile read(String name) {
    String file = name + ".yml";
    try (InputStream in = OwnRules.class.getResourceAsStream("rules/" + file)) {
      byte[] text =
          Objects.requireNonNull(in, () -> "missing in the build: " + file).readAllBytes();
      return SigmaReader.read("ring3/" + file, new String(text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
