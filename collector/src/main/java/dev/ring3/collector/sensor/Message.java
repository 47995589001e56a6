package dev.ring3.collector.sensor;

import java.time.Instant;

/**
 * Bytes as a source wrote them. Whoever reads them leaves them unchanged.
 *
 * @param number counts the messages of a sensor, from 1
 * @param bytes the message
 * @param readAt when it was read
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Message(long number, byte[] bytes, Instant readAt) {}
