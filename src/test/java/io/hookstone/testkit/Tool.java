package io.hookstone.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program on this machine. */
public final class Tool {

  private static final long SECONDS = 60;

  private Tool() {}

  /** Whether a program can be run. */
  public static boolean present(String... command) {
    try {
      return run(Path.of("."), Map.of(), List.of(command)).status() == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** What a program said, on both of its outputs, and its exit status. */
  public record Result(int status, String output) {}

  /** Runs a program to its end. */
  public static Result run(Path directory, Map<String, String> environment, List<String> command) {
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("%s does not end: %s".formatted(command, output));
      }
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
