package io.hookstone.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A JVM of its own, started from the test's class path, that talks to the test in lines and can be
 * killed. Thread-safe.
 *
 * <p>It never outlives the test: its main class calls {@link #obeyParent} first, and ends when its
 * standard input closes. What it writes to standard error is kept in {@code target/child-jvms}.
 */
public final class ChildJvm implements AutoCloseable {

  /** Every complete line ends like this; one that a kill has cut short does not. */
  private static final String END = " .";

  private static final String STOP = "stop";
  private static final FileOutputStream STDOUT = new FileOutputStream(FileDescriptor.out);

  private final Process process;
  private final Thread reader;

  private ChildJvm(Process process, Consumer<String> onLine) {
    this.process = process;
    this.reader = new Thread(() -> read(onLine), "child-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Describes a child that runs a main class. */
  public static Builder of(Class<?> main) {
    return new Builder(main);
  }

  private void read(Consumer<String> onLine) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(END)) {
          onLine.accept(line.substring(0, line.length() - END.length()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The child's output cannot be read.", e);
    }
  }

  /**
   * Sends SIGKILL.
   *
   * <p>By the handle, because {@link Process#destroyForcibly} also closes the pipe, with all that
   * the child has said and nobody has read yet.
   */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Asks for an orderly end. */
  public void stop() throws IOException {
    var stdin = process.getOutputStream();
    stdin.write((STOP + "\n").getBytes(StandardCharsets.UTF_8));
    stdin.flush();
  }

  /**
   * Waits for the end, and until everything that the child has said has been heard.
   *
   * @return the exit status; 137 after a kill
   */
  public int awaitEnd(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("The child still runs after " + atMost + ".");
    }
    reader.join(atMost.toMillis());
    return process.exitValue();
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }

  /**
   * In the child: obeys the parent, and ends at once when it is gone.
   *
   * @param onStop what to do, on a thread of its own, when the parent asks for an orderly end
   */
  public static void obeyParent(Runnable onStop) {
    var listener =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  if (line.equals(STOP)) {
                    onStop.run();
                  }
                }
              } catch (IOException e) {
                // The same as its end: nobody listens any more.
              }
              Runtime.getRuntime().halt(3);
            },
            "obey-parent");
    listener.setDaemon(true);
    listener.start();
  }

  /** In the child: says a line of up to 4,000 characters, whole or not at all. */
  public static synchronized void say(String line) {
    try {
      // One write, so that a pipe takes it in one piece (PIPE_BUF).
      STDOUT.write((line + END + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      Runtime.getRuntime().halt(4);
    }
  }

  /** Describes a child. Not thread-safe. */
  public static final class Builder {

    private final Class<?> main;
    private final List<String> options = new ArrayList<>();
    private String classPath = System.getProperty("java.class.path");

    private Builder(Class<?> main) {
      this.main = main;
    }

    public Builder options(String... jvmOptions) {
      options.addAll(Arrays.asList(jvmOptions));
      return this;
    }

    /** Leaves out the jars whose file names begin like this. */
    public Builder without(String jar) {
      classPath =
          Arrays.stream(classPath.split(File.pathSeparator))
              .filter(entry -> !new File(entry).getName().startsWith(jar))
              .collect(Collectors.joining(File.pathSeparator));
      return this;
    }

    /** Starts it; lines are handed over one at a time, on one thread, in order. */
    public ChildJvm start(Consumer<String> onLine, String... arguments) throws IOException {
      var command = new ArrayList<String>();
      command.add(System.getProperty("java.home") + "/bin/java");
      command.addAll(options);
      command.add(main.getName());
      command.addAll(Arrays.asList(arguments));
      var log = new File("target/child-jvms", main.getSimpleName() + ".log");
      var unused = log.getParentFile().mkdirs();
      var builder = new ProcessBuilder(command);
      // Not on the command line, which would be too long for some systems.
      builder.environment().put("CLASSPATH", classPath);
      builder.redirectError(ProcessBuilder.Redirect.appendTo(log));
      return new ChildJvm(builder.start(), onLine);
    }
  }
}
