package io.hookstone.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What is logged while it is open: everything of Hookstone down to the last detail, of others what
 * they log by default. Tests log to {@code java.util.logging}.
 */
public final class CapturedLog extends Handler implements AutoCloseable {

  /** Held, because the log manager holds loggers weakly. */
  private static final Logger OURS = Logger.getLogger("io.hookstone");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private CapturedLog() {
    setLevel(Level.ALL);
  }

  public static CapturedLog start() {
    var log = new CapturedLog();
    OURS.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(log);
    return log;
  }

  @Override
  public void publish(LogRecord logged) {
    var thrown = logged.getThrown() == null ? "" : " " + logged.getThrown();
    lines.add(logged.getLevel() + " " + logged.getMessage() + thrown);
  }

  /** Returns one text per record, exceptions included. */
  public List<String> lines() {
    return lines;
  }

  /** Returns all that was logged so far. */
  public String text() {
    return String.join("\n", lines);
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
    OURS.setLevel(null);
  }
}
