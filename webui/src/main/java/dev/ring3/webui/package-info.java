@NullMarked
package dev.ring3.webui;

import org.jspecify.annotations.NullMarked;
