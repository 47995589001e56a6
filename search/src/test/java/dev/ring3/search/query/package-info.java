/** Tests of the package of the same name. */
@NullMarked
package dev.ring3.search.query;

import org.jspecify.annotations.NullMarked;
