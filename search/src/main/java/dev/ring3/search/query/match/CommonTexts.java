package dev.ring3.search.query.match;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Texts that stand in so many events that looking for them tells little about one. */
final class CommonTexts {
  /** In lower case, those first that others are part of. */
  private static final List<String> ALL =
      Stream.of(
              "c:\\windows\\system32\\",
              "c:\\windows\\syswow64\\",
              ":\\windows\\system32\\",
              ":\\windows\\syswow64\\",
              "\\system32\\",
              "\\syswow64\\",
              "c:\\windows\\",
              ":\\windows\\",
              "\\windows\\",
              "c:\\program files (x86)\\",
              "c:\\program files\\",
              ":\\program files",
              "c:\\users\\",
              ":\\users\\",
              "\\appdata\\local\\",
              "\\appdata\\roaming\\",
              "svchost.exe",
              "ntdll.dll",
              "kernelbase.dll",
              "kernel32.dll",
              ".exe",
              ".dll",
              "\\software\\microsoft\\windows\\currentversion\\",
              "\\software\\microsoft\\windows\\currentversion",
              "software\\microsoft\\windows\\currentversion",
              "\\software\\microsoft\\",
              "\\system\\currentcontrolset\\services\\",
              "\\system\\currentcontrolset\\services",
              "\\services\\",
              "hklm\\",
              "hkcu\\",
              "dword (0x0000000",
              "microsoft",
              "powershell",
              "0x1",
              "egress",
              "true",
              "false",
              "/usr/bin/",
              "/usr/sbin/",
              "/bin/",
              "/usr/",
              "/etc/",
              "/tmp/")
          .sorted(Comparator.comparingInt(String::length).reversed())
          .toList();

  private CommonTexts() {}

  /**
   * How many characters a text in lower case has besides what is common: how much is told by its
   * being there.
   */
  static int rest(String text) {
    int rest = 0;
    for (int at = 0; at < text.length(); ) {
      int common = common(text, at);
      rest += common == 0 ? 1 : 0;
      at += Math.max(common, 1);
    }
    return rest;
  }

  private static int common(String text, int at) {
    for (String common : ALL) {
      if (text.startsWith(common, at)) {
        return common.length();
      }
    }
    return 0;
  }
}
