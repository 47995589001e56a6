/**
 * The page Rules: which there are, what each means and would have found, and whether it raises
 * alerts.
 */
@NullMarked
package dev.ring3.webui.rules;

import org.jspecify.annotations.NullMarked;
