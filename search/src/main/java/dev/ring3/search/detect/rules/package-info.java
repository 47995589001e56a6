/**
 * The rules that a host has: files of third parties and people's own in a {@link
 * dev.ring3.search.detect.rules.RuleFolder}, those that come with Ring3, and what of them can run,
 * a {@link dev.ring3.search.detect.rules.RuleSet}. Sets are immutable; folders are safe for any
 * thread.
 */
@NullMarked
package dev.ring3.search.detect.rules;

import org.jspecify.annotations.NullMarked;
