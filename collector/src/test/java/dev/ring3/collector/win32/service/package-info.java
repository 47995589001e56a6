@NullMarked
package dev.ring3.collector.win32.service;

import org.jspecify.annotations.NullMarked;
