/** Sigma rules of SigmaHQ and of our own. */
@NullMarked
package dev.ring3.search.sigma;

import org.jspecify.annotations.NullMarked;
