/** What tests of the page share: clients, clocks, generated cases. */
@NullMarked
package dev.ring3.webui.testing;

import org.jspecify.annotations.NullMarked;
