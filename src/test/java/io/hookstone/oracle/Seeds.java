package io.hookstone.oracle;

import java.util.Random;

/**
 * Where random sequences begin: at the same place in every build, so that a build says the same
 * twice, and with {@code -Doracle.random=true} at another one as well.
 *
 * <p>{@code -Doracle.seed=} repeats what a failure names, {@code -Doracle.sequences=} says how many
 * follow.
 */
final class Seeds {

  static final long FIXED = 1;

  private static final String SEED = "oracle.seed";

  private Seeds() {}

  /** Returns the given seed, or the fixed one and, where that is wanted, a random one. */
  static long[] all() {
    var given = Long.getLong(SEED);
    if (given != null) {
      return new long[] {given};
    }
    return Boolean.getBoolean("oracle.random")
        ? new long[] {FIXED, new Random().nextInt(1_000_000_000)}
        : new long[] {FIXED};
  }

  /** Whether a developer looks for something, so that not everything need come up. */
  static boolean given() {
    return Long.getLong(SEED) != null;
  }

  /** Returns how many sequences run of each seed. */
  static int sequences(int unlessTold) {
    return Integer.getInteger("oracle.sequences", unlessTold);
  }
}
