/**
 * The local web page: {@link dev.ring3.webui.WebServer} starts it. Spring is used here and nowhere
 * else in Ring3.
 */
@NullMarked
package dev.ring3.webui;

import org.jspecify.annotations.NullMarked;
