/** Tests of responses, with processes and files of their own. */
@NullMarked
package dev.ring3.collector.respond;

import org.jspecify.annotations.NullMarked;
