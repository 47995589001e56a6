/** Tests of the rules that a host has. */
@NullMarked
package dev.ring3.search.detect.rules;

import org.jspecify.annotations.NullMarked;
