package io.hookstone.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Records everything that is logged, down to the finest level of Hookstone's own loggers. */
public final class LogCapture implements AutoCloseable {

  private static final Logger ROOT = Logger.getLogger("");

  /** Kept, because java.util.logging forgets the level of a logger that nobody holds. */
  private static final Logger OURS = Logger.getLogger("io.hookstone");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler = new Recording();

  private LogCapture() {}

  /** Starts to record. */
  public static LogCapture start() {
    var capture = new LogCapture();
    capture.handler.setLevel(Level.ALL);
    ROOT.addHandler(capture.handler);
    OURS.setLevel(Level.ALL);
    return capture;
  }

  /** Returns all that was logged so far, stack traces included. */
  public String text() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    OURS.setLevel(null);
    ROOT.removeHandler(handler);
  }

  private final class Recording extends Handler {
    @Override
    public void publish(LogRecord record) {
      lines.add(new SimpleFormatter().format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
