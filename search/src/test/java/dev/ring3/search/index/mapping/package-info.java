/** Tests of how events become documents, and documents events again. */
@NullMarked
package dev.ring3.search.index.mapping;

import org.jspecify.annotations.NullMarked;
