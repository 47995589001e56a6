/**
 * What a responder does to this host: ends, suspends and dumps processes; quarantines, restores and
 * collects files; isolates the host and closes connections.
 *
 * <p>{@code Responder} makes a {@code Plan} of an {@code Action}: what would be done and what is
 * refused, and nothing is changed. {@code Responder.execute} does what the plan says, and writes to
 * the {@code AuditLog} before and after. What is protected is in {@code Protection}'s tables.
 */
@NullMarked
package dev.ring3.collector.respond;

import org.jspecify.annotations.NullMarked;
