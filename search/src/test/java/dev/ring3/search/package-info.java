/** Tests of the module as a whole. */
@NullMarked
package dev.ring3.search;

import org.jspecify.annotations.NullMarked;
