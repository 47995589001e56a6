/** Events made by chance and a matcher that is slow and plain, to compare the index with. */
@NullMarked
package dev.ring3.search.testing;

import org.jspecify.annotations.NullMarked;
