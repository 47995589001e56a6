/**
 * The hunt page: ask, see how the hits spread over time and values, look through them, take them
 * away.
 *
 * <p>{@link dev.ring3.webui.hunt.HuntState} is everything that the page's address says; each link
 * on the page is a changed copy of it. The table comes with the page; the histogram and the values
 * of fields, which have to look at every hit, are parts that the page asks for afterwards. Whatever
 * a person wrote wrongly is shown on the page; it is never an error of the server.
 */
@NullMarked
package dev.ring3.webui.hunt;

import org.jspecify.annotations.NullMarked;
