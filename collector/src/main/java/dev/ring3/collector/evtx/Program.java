package dev.ring3.collector.evtx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template compiled for a place.
 *
 * @param place where in the event's tree it is used
 * @param instructions its steps
 * @param next the same template compiled for another place, if any
 */
record Program(Place place, List<Instruction> instructions, @Nullable Program next) {
  Program {
    instructions = List.copyOf(instructions);
  }
}
