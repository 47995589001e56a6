/** Ring3's own files and folders: nobody but their owner can read or change them. */
@NullMarked
package dev.ring3.collector.files;

import org.jspecify.annotations.NullMarked;
