/** Tests of what is asked of one value. */
@NullMarked
package dev.ring3.search.query.match.value;

import org.jspecify.annotations.NullMarked;
