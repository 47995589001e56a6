package dev.ring3.webui.service;

/** Whose service it is. */
public enum Scope {
  /** Runs from the start of the host on, with the capabilities that the sensors need. */
  SYSTEM,
  /** Runs while the user is logged in (or lingers), with the user's rights. */
  USER
}
