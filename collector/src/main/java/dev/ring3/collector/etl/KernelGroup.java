package dev.ring3.collector.etl;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's own events carry a short group number (EVENT_TRACE_GROUP_*) where others carry the
 * GUID of their class. The GUIDs are those that Windows documents for the same classes.
 */
public enum KernelGroup {
  HEADER(0x00, "68fdd900-4a3e-11d1-84f4-0000f80464e3"),
  IO(0x01, "3d6fa8d4-fe05-11d0-9dda-00c04fd7ba7c"),
  MEMORY(0x02, "3d6fa8d3-fe05-11d0-9dda-00c04fd7ba7c"),
  PROCESS(0x03, "3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c"),
  FILE(0x04, "90cbdc39-4a3e-11d1-84f4-0000f80464e3"),
  THREAD(0x05, "3d6fa8d1-fe05-11d0-9dda-00c04fd7ba7c"),
  TCPIP(0x06, "9a280ac0-c8e0-11d1-84e2-00c04fb998a2"),
  JOB(0x07, "3282fc76-feed-498e-8aa7-e70f459d430e"),
  UDPIP(0x08, "bf3a50c5-a9c9-4988-a005-2df0b7c80f80"),
  REGISTRY(0x09, "ae53722e-c863-11d2-8659-00c04fa321a1"),
  DEBUG_PRINT(0x0a, "13976d09-a327-438c-950b-7f03192815c7"),
  CONFIG(0x0b, "01853a65-418f-4f36-aefc-dc0f1d2fd235"),
  WNF(0x0d, "42695762-ea50-497a-9068-5cbbb35e0b95"),
  POOL(0x0e, "0268a8b6-74fd-4302-9dd0-6e8f1795c0cf"),
  PERFINFO(0x0f, "ce1dbfb4-137e-4da6-87b0-3f59aa102cbc"),
  HEAP(0x10, "222962ab-6180-4b88-a825-346b75f2a24a"),
  OBJECT(0x11, "89497f50-effe-4440-8cf2-ce6b1cdcaca7"),
  POWER(0x12, "e43445e0-0903-48c3-b878-ff0fccebdd04"),
  IMAGE(0x14, "2cb15d1d-5fc1-11d2-abe1-00a0c911f518"),
  STACK_WALK(0x18, "def2fe46-7bd6-4b80-bd94-f57fe20d0ce3"),
  ALPC(0x1a, "45d8cccd-539f-4b72-a8b7-5c683142609a"),
  SPLIT_IO(0x1b, "d837ca92-12b9-44a5-ad6a-3a65b3578aa8");

  /** First half of the GUIDs given to groups that have no documented one. */
  private static final long UNKNOWN = 0x6b65726e_656c_0000L;

  private static final @Nullable KernelGroup[] BY_NUMBER = new @Nullable KernelGroup[256];

  static {
    for (KernelGroup group : values()) {
      BY_NUMBER[group.number] = group;
    }
  }

  private final int number;
  private final UUID guid;

  KernelGroup(int number, String guid) {
    this.number = number;
    this.guid = UUID.fromString(guid);
  }

  /** The GUID of the class of that group; for one without, a GUID that holds its number. */
  static UUID guid(int number) {
    KernelGroup group = BY_NUMBER[number & 0xff];
    return group == null ? new UUID(UNKNOWN, number & 0xff) : group.guid;
  }

  public UUID guid() {
    return guid;
  }
}
