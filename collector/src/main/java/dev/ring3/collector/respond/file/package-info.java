/**
 * Files as evidence: {@code Quarantine} moves one into an encrypted container and back, {@code
 * FileCollection} copies many to a zip file with a manifest. Symbolic links are not followed.
 */
@NullMarked
package dev.ring3.collector.respond.file;

import org.jspecify.annotations.NullMarked;
