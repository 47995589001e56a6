package dev.ring3.collector.evtx;

import java.io.IOException;

/** The content is not a Windows event log of the EVTX format. */
public final class NotEvtxException extends IOException {
  NotEvtxException(String message) {
    super(message);
  }
}
