package dev.ring3.collector.respond.process;

import java.io.IOException;
import java.nio.file.Path;

/** A process that was taken hold of: what is done reaches it, or fails when it is gone. */
public interface HeldProcess extends AutoCloseable {
  /**
   * Ends it and waits for its end, {@link Processes#END_SECONDS} at most.
   *
   * @throws IOException also if it is not gone by then
   */
  void terminate() throws IOException;

  /**
   * Stops all its threads until {@link #resume}, and waits until they stand, {@link
   * Processes#STOP_SECONDS} at most.
   *
   * @throws IOException also if one still runs then
   */
  void suspend() throws IOException;

  void resume() throws IOException;

  /**
   * Writes its memory as a minidump.
   *
   * @param file is there and empty
   * @return what of it was written
   * @throws IOException also where {@link Processes#whyNoDump} has a reason
   */
  String dump(Path file) throws IOException;

  @Override
  void close();
}
