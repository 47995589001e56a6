package dev.ring3.collector.enrich.file;

import dev.ring3.collector.win32.file.Authenticode.Signature;
import java.util.Optional;

/**
 * All that is known of a file.
 *
 * @param facts of its content
 * @param signature what the platform says of who made it; of programs only
 * @param mark where it was downloaded from
 */
record Examined(FileFacts facts, Optional<Signature> signature, Optional<DownloadMark> mark) {}
