package dev.ring3.collector.evtx;

import java.util.List;

/**
 * A template compiled for a place.
 *
 * @param id the start of the template's GUID
 * @param place where in the event's tree it is used
 * @param instructions its steps
 */
record Program(int id, Place place, List<Instruction> instructions) {
  Program {
    instructions = List.copyOf(instructions);
  }
}
