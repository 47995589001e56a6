package dev.ring3.collector.deobfuscate.rewrite;

/** Whose signs a text uses. */
public enum Language {
  /** cmd.exe, PowerShell and the script hosts, which call each other in one line. */
  WINDOWS,
  /** The Bourne shell and its kin. */
  POSIX
}
