/**
 * What people write, in SQLite: triage of alerts, and who changed what.
 *
 * <p>{@link dev.ring3.webui.state.StateDatabase} opens the file {@code state/ring3.db} of the data
 * directory when it is first asked, for its owner only, and brings its tables up to date (Flyway,
 * {@code migration/V*.sql}). What sensors write is in the index.
 */
@NullMarked
package dev.ring3.webui.state;

import org.jspecify.annotations.NullMarked;
