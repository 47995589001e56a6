/**
 * Ring3 as a service of the host: a unit of systemd, for the system or for one user. The command
 * {@code ring3 service} is the only caller.
 */
@NullMarked
package dev.ring3.webui.service;

import org.jspecify.annotations.NullMarked;
