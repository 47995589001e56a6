package dev.ring3.collector.deobfuscate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.deobfuscate.rewrite.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeobfuscatorTest {
  private static final Limits LIMITS = Limits.USUAL;
  private static final Duration ENOUGH = Duration.ofSeconds(20);
  private final Deobfuscator deobfuscator = new Deobfuscator(LIMITS);

  static Stream<Arguments> cases() throws IOException {
    try (InputStream table =
        Objects.requireNonNull(DeobfuscatorTest.class.getResourceAsStream("cases.tsv"))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.charAt(0) != '#')
              .map(line -> line.split("\t", -1))
              .map(
                  column ->
                      Arguments.of(column[0], Language.valueOf(column[1]), column[2], column[3]))
              .toList()
              .stream();
    }
  }

  @Test
  void theTableIsLongEnough() throws IOException {
    assertTrue(cases().count() >= 60, "cases: " + cases().count());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void whatIsHiddenIsFound(String name, Language language, String text, String expected) {
    List<String> found = deobfuscator.decode(text, language);
    assertTrue(
        found.stream().anyMatch(each -> each.contains(expected)),
        name + ": " + expected + " is not in " + found);
    assertTrue(!text.contains(expected), "the case hides nothing");
  }

  /** Ordinary lines: nothing to say of them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "C:\\Windows\\System32\\svchost.exe -k netsvcs -p -s Schedule",
        "\"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe\" --type=renderer --lang=en-US"
            + " --device-scale-factor=1.25 --field-trial-handle=2212,i,1234567890123456789,262144",
        "cmd.exe /c dir /s /b C:\\Users",
        "findstr /r \"^abc[0-9]*$\" file.txt",
        "git commit -m \"don't do that, it's (really) bad\"",
        "msiexec /i {90160000-008C-0000-1000-0000000FF1CE} /qn REBOOT=ReallySuppress",
        "sc create x binPath= \"C:\\a b\\c.exe\" start= auto",
        "reg add HKLM\\Software\\X /v y /t REG_DWORD /d 1 /f",
        "certutil -hashfile a.exe SHA256"
      })
  void ordinaryWindowsLinesHideNothing(String text) {
    assertEquals(List.of(), deobfuscator.decode(text, Language.WINDOWS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javac -d target/classes -classpath target/classes:lib/junit-5.11.0.jar src/main/java/A.java",
        "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "git commit -m \"don't do that, it's (really) bad\"",
        "find . -name *.java -newer pom.xml -exec grep -l 'a.*b' {} ;",
        "sed -n s/a/b/;1,5p file",
        "ls --color=auto -la /usr/lib/x86_64-linux-gnu/libcrypto.so.3",
        "ssh -o StrictHostKeyChecking=no root@host systemctl restart nginx"
      })
  void ordinaryShellLinesHideNothing(String text) {
    assertEquals(List.of(), deobfuscator.decode(text, Language.POSIX));
  }

  @Test
  void layersEndAtTheLimit() {
    String text = "innermost secret";
    for (int i = 0; i < LIMITS.depth() + 3; i++) {
      text = "x " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
    List<String> found = deobfuscator.decode(text, Language.WINDOWS);
    assertEquals(LIMITS.depth(), found.size());
  }

  @Test
  void aBombUnpacksToTheLimitOnly() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 1_000; i++) {
        gzip.write("all work and no play ".repeat(1_000).getBytes(StandardCharsets.UTF_8));
      }
    }
    String text = "x " + Base64.getEncoder().encodeToString(packed.toByteArray());
    bounded(text.substring(0, Math.min(text.length(), LIMITS.input())));
  }

  @Test
  void hostileTextsAreBounded() {
    int n = 300_000;
    for (String piece :
        List.of(
            "'",
            "\"",
            "`",
            "^",
            "%",
            "!",
            "$",
            "(",
            "'+'",
            "('",
            "{0}",
            "\\x41",
            "%41",
            "&#65;",
            "$a",
            "${a}",
            "set a=%a%%a%&",
            "a=$a$a;",
            "{a,b}",
            "65,",
            "0x41,",
            "A",
            "QUFB",
            "=QUFB",
            "[char]65+",
            "'a'[-1..-9]",
            "\"{0}\"-f",
            "'a'.replace('a','aaaaaaaa')",
            "$a='aa';$a$a",
            "$(echo ",
            "w'h'",
            "\\a",
            "a^",
            "a`b",
            "chr(65)&",
            "| rev 'aaaa'",
            " deflate QUFBQUFB")) {
      bounded(piece.repeat(n / piece.length()));
    }
  }

  @Test
  void randomTextsAreBounded() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String signs = "'\"`^%!$(){}[]+-=,;:.&|\\/ \n0123456789abcdefxABCDEF_char";
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(3_000); i > 0; i--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      bounded(text.toString());
    }
  }

  private void bounded(String text) {
    for (Language language : Language.values()) {
      List<String> found =
          assertTimeoutPreemptively(ENOUGH, () -> deobfuscator.decode(text, language));
      assertTrue(found.size() <= LIMITS.texts());
      assertTrue(found.stream().mapToInt(String::length).sum() <= LIMITS.characters());
    }
  }
}
