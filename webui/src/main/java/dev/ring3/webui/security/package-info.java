/**
 * Who may ask for what: the one-time login link, the session, and the checks that every request
 * passes before a page sees it.
 *
 * <p>In this order: {@link dev.ring3.webui.security.SecurityHeaders} on every answer, {@link
 * dev.ring3.webui.security.HostCheck} against DNS rebinding, {@link
 * dev.ring3.webui.security.SiteCheck} against requests that other sites start, then Spring
 * Security's session, CSRF token and role. A request that is refused gets no session and its body
 * is not read. All classes are safe for any thread.
 */
@NullMarked
package dev.ring3.webui.security;

import org.jspecify.annotations.NullMarked;
