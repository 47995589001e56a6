package dev.ring3.search.detect.correlate;

/**
 * Where occurrences go.
 *
 * @param node number of the correlation
 * @param input which of its rules they are of
 * @param isTemporal whether it asks which rules hit and not how often, so that it is told of a
 *     state again and again
 */
record Feed(int node, int input, boolean isTemporal) {}
