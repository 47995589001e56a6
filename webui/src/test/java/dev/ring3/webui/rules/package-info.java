/** Tests of the page Rules. */
@NullMarked
package dev.ring3.webui.rules;

import org.jspecify.annotations.NullMarked;
