/** What Sigma's documents say, as data, and before any name in them has a meaning. */
@NullMarked
package dev.ring3.search.sigma.rule;

import org.jspecify.annotations.NullMarked;
