/** Tests of containers and collections. */
@NullMarked
package dev.ring3.collector.respond.file;

import org.jspecify.annotations.NullMarked;
