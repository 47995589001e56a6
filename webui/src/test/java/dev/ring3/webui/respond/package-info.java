/** Tests of the pages that respond. */
@NullMarked
package dev.ring3.webui.respond;

import org.jspecify.annotations.NullMarked;
