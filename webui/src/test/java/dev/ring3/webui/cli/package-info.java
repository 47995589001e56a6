/** Tests of the command line. */
@NullMarked
package dev.ring3.webui.cli;

import org.jspecify.annotations.NullMarked;
