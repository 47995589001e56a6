/**
 * Alerts to other programs: files, syslog, the Windows event log, web hooks; only if asked for.
 *
 * <p>{@link dev.ring3.search.forward.Forwarding} stands before the index and hands each alert to
 * its outputs, each behind a queue and a thread of its own, so that none delays events. An output
 * is one class and one line in {@link dev.ring3.search.forward.AlertOutput#open}.
 */
@NullMarked
package dev.ring3.search.forward;

import org.jspecify.annotations.NullMarked;
