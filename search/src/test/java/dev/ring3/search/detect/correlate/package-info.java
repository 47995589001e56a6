/** Detection on events and imports. */
@NullMarked
package dev.ring3.search.detect.correlate;

import org.jspecify.annotations.NullMarked;
