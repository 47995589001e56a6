/** Tests of the package of the same name. */
@NullMarked
package dev.ring3.search.hunt;

import org.jspecify.annotations.NullMarked;
