package dev.ring3.search.index;

import org.jspecify.annotations.Nullable;

/**
 * A hit's place in an {@link Order}, which holds while events come and go.
 *
 * @param value of the order's field: a {@link Long} (date: nanoseconds), a {@link String}, or null
 *     if the hit has none
 * @param key the event's number within its case
 * @param home the case's own number
 */
public record Position(@Nullable Object value, long key, long home) {}
