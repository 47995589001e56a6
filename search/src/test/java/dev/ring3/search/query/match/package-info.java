@NullMarked
package dev.ring3.search.query.match;

import org.jspecify.annotations.NullMarked;
