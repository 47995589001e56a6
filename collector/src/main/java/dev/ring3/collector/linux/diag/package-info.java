/** What the kernel answers when it is asked for its sockets (sock_diag). */
@NullMarked
package dev.ring3.collector.linux.diag;

import org.jspecify.annotations.NullMarked;
