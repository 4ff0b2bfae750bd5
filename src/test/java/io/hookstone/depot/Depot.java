package io.hookstone.depot;

import io.hookstone.depot.console.Console;
import io.hookstone.depot.console.Lines;
import io.hookstone.depot.console.Palette;
import io.hookstone.depot.console.QuietLogging;
import io.hookstone.depot.ledger.Ledger;
import java.time.Clock;
import java.time.ZoneId;

/** The demo: an ordinary application that has the plugin on its class path. */
public final class Depot {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Depot() {}

  public static void main(String[] arguments) {
    int status;
    try {
      status = run(Options.parse(arguments));
    } catch (Options.BadArguments e) {
      System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
      status = MISUSED;
    } catch (Exception e) {
      e.printStackTrace();
      status = FAILED;
    }
    System.out.flush();
    // Maven runs this in its own process, which a successful end must leave alone.
    if (status != 0) {
      System.exit(status);
    }
  }

  private static int run(Options options) throws Exception {
    if (options.help()) {
      System.out.println(Options.USAGE);
      return 0;
    }
    QuietLogging.install();
    Ledger ledger = new Ledger();
    Palette palette = Palette.ofTerminal();
    Clock clock = Clock.systemUTC();
    Lines lines = new Lines(palette, ZoneId.systemDefault());
    Console console = new Console(System.out, palette, lines, ledger);
    if (!options.once()) {
      new Trickle(options, ledger, console, clock).run();
      return 0;
    }
    Report report = new Rush(options, ledger, console, clock).run();
    System.out.println(report.json());
    return report.exitStatus();
  }
}
