/** Tests of imports, with real captures where they are there. */
@NullMarked
package dev.ring3.search.ingest;

import org.jspecify.annotations.NullMarked;
