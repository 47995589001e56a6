/** How the files of an index are kept: for their owner only. */
@NullMarked
package dev.ring3.search.index.store;

import org.jspecify.annotations.NullMarked;
