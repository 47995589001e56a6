package dev.ring3.collector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalledNameTest {
  @ParameterizedTest
  @CsvSource({
    "sh, dash, sh",
    "/bin/sh, dash, sh",
    "-sh, dash, sh",
    "./wget, busybox, wget",
    "/usr/bin/python3, python3.11, python3",
    "sshd: root@pts/0, sshd,",
    "nginx: worker process, nginx,",
    "foo /etc/foo.conf, foo,",
    "(sd-pam), systemd, (sd-pam)",
    "bash, bash,",
    "-bash, bash,",
    "-, bash,",
    "/, bash,",
    "'', bash,",
  })
  void isTheLastPartOfTheFirstArgument(String first, String program, String name) {
    assertEquals(Optional.ofNullable(name), CalledName.of(List.of(first, "-c"), program));
  }

  @Test
  void isNoTextThatNoFileIsCalledBy() {
    assertEquals(Optional.empty(), CalledName.of(List.of(), "bash"));
    assertEquals(Optional.empty(), CalledName.of(List.of("x".repeat(256)), "bash"));
    assertEquals(Optional.empty(), CalledName.of(List.of("a\nb"), "bash"));
  }
}
