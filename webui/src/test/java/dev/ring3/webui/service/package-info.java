/** Tests of Ring3 as a service. */
@NullMarked
package dev.ring3.webui.service;

import org.jspecify.annotations.NullMarked;
