package io.hookstone.depot;

import java.util.List;

/**
 * What the command line asks for.
 *
 * @param once place a number of orders and stop, instead of trading until Ctrl-C
 * @param orders how many, with {@code once}
 * @param seed decides which business happens
 * @param patience seconds without any progress after which deliveries count as missing
 */
record Options(boolean once, int orders, long seed, int patience, boolean help) {

  static final String USAGE =
      """
      Usage: mvn -q test-compile exec:java [-Dexec.args="OPTION..."]

        (no option)         trade until Ctrl-C, about two transactions per second
        --once              place a number of orders as fast as it goes, wait for every webhook,
                            print one JSON object as the last line; exit status 0 only
                            when nothing is invalid, missing or phantom
        --orders=NUMBER     with --once: how many orders, 1 to 1000000 (default 200)
        --seed=NUMBER       which business happens (default 17)
        --patience=SECONDS  with --once: give up after so long without a delivery,
                            1 to 3600 (default 60)
        --help              print this
      """;

  private static final List<String> KNOWN =
      List.of("--once", "--orders", "--seed", "--patience", "--help");
  private static final int MAX_ORDERS = 1_000_000;
  private static final int MAX_PATIENCE = 3_600;

  /** The command line makes no sense; the message says why. */
  static final class BadArguments extends Exception {
    private static final long serialVersionUID = 1L;

    BadArguments(String message) {
      super(message);
    }
  }

  static Options parse(String... arguments) throws BadArguments {
    boolean once = false;
    boolean help = false;
    int orders = 200;
    long seed = 17;
    int patience = 60;
    String needsOnce = "";
    for (String argument : arguments) {
      String[] nameAndValue = argument.split("=", 2);
      String name = nameAndValue[0];
      String value = nameAndValue.length == 2 ? nameAndValue[1] : "";
      switch (name) {
        case "--once" -> once = flag(argument, name);
        case "--help" -> help = flag(argument, name);
        case "--orders" -> orders = (int) number(name, value, 1, MAX_ORDERS);
        case "--patience" -> patience = (int) number(name, value, 1, MAX_PATIENCE);
        case "--seed" -> seed = number(name, value, Long.MIN_VALUE, Long.MAX_VALUE);
        default ->
            throw new BadArguments(
                "Unknown option '" + argument + "'. Known are " + String.join(", ", KNOWN) + ".");
      }
      if (name.equals("--orders") || name.equals("--patience")) {
        needsOnce = name;
      }
    }
    if (!once && !help && !needsOnce.isEmpty()) {
      throw new BadArguments("'" + needsOnce + "' goes with --once only.");
    }
    return new Options(once, orders, seed, patience, help);
  }

  private static boolean flag(String argument, String name) throws BadArguments {
    if (!argument.equals(name)) {
      throw new BadArguments("'" + name + "' takes no value, but got '" + argument + "'.");
    }
    return true;
  }

  private static long number(String name, String value, long min, long max) throws BadArguments {
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers out of range.
    }
    throw new BadArguments(
        "'"
            + name
            + "' is '"
            + value
            + "', but must be a whole number from "
            + min
            + " to "
            + max
            + ".");
  }
}
