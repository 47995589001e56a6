@NullMarked
package dev.ring3.search.detect.exclude;

import org.jspecify.annotations.NullMarked;
