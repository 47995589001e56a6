package dev.ring3.webui.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says in one line why a command failed. Only an error of Ring3 itself shows its stack, because
 * whoever reports it will need that.
 */
final class FailureReport implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    switch (failure) {
      case CommandFailedException e -> err.println("ring3: " + e.getMessage());
      case NoSuchFileException e -> err.println("ring3: there is no " + e.getFile());
      case AccessDeniedException e ->
          err.println("ring3: no right to open " + e.getFile() + ": check its owner and mode");
      case IOException e ->
          err.println("ring3: " + Objects.requireNonNullElse(e.getMessage(), e.toString()));
      default -> {
        err.println("ring3: this is an error in Ring3 " + Version.current() + ": " + failure);
        failure.printStackTrace(err);
      }
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
