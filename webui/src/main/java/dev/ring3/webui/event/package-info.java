/**
 * The page of one event: all its fields, the record as its source wrote it, who acted, and ways on
 * from there.
 */
@NullMarked
package dev.ring3.webui.event;

import org.jspecify.annotations.NullMarked;
