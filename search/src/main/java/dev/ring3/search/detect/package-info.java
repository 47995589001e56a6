/**
 * Detection: the rules of a data directory ({@link dev.ring3.search.detect.rules.RuleFolder})
 * become a {@link dev.ring3.search.detect.rules.RuleSet}, which a {@link
 * dev.ring3.search.detect.Detector} runs over events and which {@link
 * dev.ring3.search.detect.Retro} asks of an index. An alert is an event of type {@code alert}.
 *
 * <p>Rule sets are immutable; a detector is safe for any thread, its sessions for one each.
 */
@NullMarked
package dev.ring3.search.detect;

import org.jspecify.annotations.NullMarked;
