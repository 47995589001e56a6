/** What the tests of several modules share: the captures and where they are. */
@NullMarked
package dev.ring3.collector.testing;

import org.jspecify.annotations.NullMarked;
