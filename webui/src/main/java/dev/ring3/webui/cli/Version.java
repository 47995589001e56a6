package dev.ring3.webui.cli;

import picocli.CommandLine.IVersionProvider;

/** Ring3's own version, from the manifest of its jar. */
public final class Version implements IVersionProvider {
  /** What the manifest says; {@code development} when run from classes that are in no jar. */
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "ring3 " + current(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
      System.getProperty("os.name")
          + ' '
          + System.getProperty("os.version")
          + ' '
          + System.getProperty("os.arch")
    };
  }
}
