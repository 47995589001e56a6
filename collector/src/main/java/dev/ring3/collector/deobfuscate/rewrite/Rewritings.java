package dev.ring3.collector.deobfuscate.rewrite;

import java.util.List;

/** All rewritings. */
public final class Rewritings {
  /** In this order, again and again until nothing changes. */
  public static final List<Rewriting> ALL =
      List.of(
          new Rewriting(Language.WINDOWS, "^", CmdText::withoutCarets),
          new Rewriting(Language.WINDOWS, "\"", CmdText::withoutInnerQuotes),
          new Rewriting(Language.WINDOWS, "%", text -> CmdVariables.expand(text, '%')),
          new Rewriting(Language.WINDOWS, "!", text -> CmdVariables.expand(text, '!')),
          new Rewriting(Language.WINDOWS, "`", PowerShellText::withoutBackticks),
          new Rewriting(Language.WINDOWS, "$", PowerShellText::withVariables),
          new Rewriting(null, "(", CharacterCodes::rewrite),
          new Rewriting(Language.WINDOWS, "[", CharacterCodes::casts),
          new Rewriting(null, "'", StringExpressions::rewrite),
          new Rewriting(Language.WINDOWS, "\"", StringExpressions::rewrite),
          new Rewriting(null, "\\", Escapes::backslashes),
          new Rewriting(null, "%", Escapes::percent),
          new Rewriting(null, "&#", Escapes::entities),
          new Rewriting(Language.POSIX, "$", ShellText::withVariables),
          new Rewriting(Language.POSIX, "{", ShellText::withoutBraces),
          new Rewriting(Language.POSIX, "\\", ShellText::withoutBackslashes),
          new Rewriting(Language.POSIX, "'", text -> ShellText.withoutInnerQuotes(text, '\'')),
          new Rewriting(Language.POSIX, "\"", text -> ShellText.withoutInnerQuotes(text, '"')),
          new Rewriting(Language.POSIX, "echo", ShellText::withoutEchoes));

  private Rewritings() {}
}
