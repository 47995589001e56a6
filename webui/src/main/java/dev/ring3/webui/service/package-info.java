/**
 * Ring3 as a service of the host: a unit of systemd, for the system or for one user; on Windows a
 * service that procrun runs, or a program that starts when a user logs on. The command {@code ring3
 * service} is the only caller, but for {@code StopRequest}.
 */
@NullMarked
package dev.ring3.webui.service;

import org.jspecify.annotations.NullMarked;
