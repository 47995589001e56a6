package dev.ring3.etw;

/**
 * How a session fares, as Windows counts since its start (EVENT_TRACE_PROPERTIES).
 *
 * @param buffers it has
 * @param freeBuffers of them are free
 * @param buffersWritten were handed over
 * @param eventsLost found no room in a buffer
 * @param buffersLost could not be written
 * @param realTimeBuffersLost were not fetched in time
 * @param received records that came to the bridge, also those that found no room in its ring
 */
public record SessionStatistics(
    long buffers,
    long freeBuffers,
    long buffersWritten,
    long eventsLost,
    long buffersLost,
    long realTimeBuffersLost,
    long received) {
  static SessionStatistics of(long[] values) {
    return new SessionStatistics(
        values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
  }
}
