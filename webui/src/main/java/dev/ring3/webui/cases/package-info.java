/**
 * The cases page: what has been imported, importing more, deleting.
 *
 * <p>Uploads are streamed to disk under their limits and imported by one background thread each.
 */
@NullMarked
package dev.ring3.webui.cases;

import org.jspecify.annotations.NullMarked;
