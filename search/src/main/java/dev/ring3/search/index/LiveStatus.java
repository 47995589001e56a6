package dev.ring3.search.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The live events of this host as they can be searched now.
 *
 * @param bytes on disk
 * @param first time of the earliest event; null if there is none
 * @param last time of the latest event; null if there is none
 */
public record LiveStatus(
    long events, long bytes, @Nullable Instant first, @Nullable Instant last) {}
