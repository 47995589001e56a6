/** YAML as a tree whose every node knows its line and column. */
@NullMarked
package dev.ring3.search.sigma.yaml;

import org.jspecify.annotations.NullMarked;
