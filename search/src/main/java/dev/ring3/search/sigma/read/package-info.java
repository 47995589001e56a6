/**
 * Reads Sigma's YAML (specification 2) into {@code sigma.rule}. Whatever is wrong with a file is a
 * {@link dev.ring3.search.sigma.read.Finding} with path, line, column, reason and remedy; the other
 * documents of the file are read all the same.
 */
@NullMarked
package dev.ring3.search.sigma.read;

import org.jspecify.annotations.NullMarked;
