/**
 * The collection of this host's events as commands and pages see it: under way in this process
 * ({@link dev.ring3.webui.live.Collecting}), or in another one over the same data directory ({@link
 * dev.ring3.webui.live.Elsewhere}).
 */
@NullMarked
package dev.ring3.webui.live;

import org.jspecify.annotations.NullMarked;
