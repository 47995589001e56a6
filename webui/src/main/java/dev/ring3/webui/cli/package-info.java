/**
 * The command line: one class a command. Exit codes: 0 done, 1 failed, 2 wrong usage. Results go to
 * standard output, everything else to standard error; an error is one line that says what to do.
 */
@NullMarked
package dev.ring3.webui.cli;

import org.jspecify.annotations.NullMarked;
