@NullMarked
package dev.ring3.search.forward;

import org.jspecify.annotations.NullMarked;
