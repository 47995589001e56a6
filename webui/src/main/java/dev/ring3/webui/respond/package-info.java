/**
 * Responses in the page, for the role responder: from an event to what would be done about it, and
 * after confirmation to what was done. What is meant is named by the event; nothing that a person
 * types is run.
 */
@NullMarked
package dev.ring3.webui.respond;

import org.jspecify.annotations.NullMarked;
