package io.hookstone.depot.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps the libraries' information off the console; their warnings stay, in one line each. */
public final class QuietLogging {

  // Referenced here, because java.util.logging forgets the level of a collected logger.
  private static final List<Logger> SILENCED =
      List.of(
          // Hibernate reports every SQL error before it throws it; Depot provokes some on purpose.
          Logger.getLogger("org.hibernate.orm.jdbc.error"),
          // Its own connection pool serves a demo well, and says that it is not for production.
          Logger.getLogger("org.hibernate.orm.connections.pooling"));

  private QuietLogging() {}

  /** Configures {@code java.util.logging} for this process. */
  public static void install() {
    // There is no SLF4J provider on the class path, and the libraries that ask for one say so.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler handler = new ConsoleHandler();
    handler.setFormatter(new OneLine());
    root.addHandler(handler);
    root.setLevel(Level.WARNING);
    SILENCED.forEach(logger -> logger.setLevel(Level.OFF));
  }

  private static final class OneLine extends Formatter {
    @Override
    public String format(LogRecord record) {
      StringWriter line = new StringWriter();
      PrintWriter writer = new PrintWriter(line);
      writer.println(
          record.getLevel().getName()
              + "  "
              + record.getLoggerName()
              + "  "
              + formatMessage(record));
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(writer);
      }
      return line.toString();
    }
  }
}
