package io.hookstone.capture;

import io.hookstone.change.ActingUserResolver;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application who is acting, without letting it break its own transaction. Thread-safe.
 */
public final class ActingUser {

  private static final Logger LOG = Logger.getLogger(ActingUser.class);
  private static final int LONGEST = 255;

  private final AtomicBoolean told = new AtomicBoolean();
  private volatile List<ActingUserResolver> resolvers = List.of();

  /** Makes one that knows nobody until it gets resolvers. */
  public ActingUser() {}

  /** Sets whom to ask, in this order; the first that knows counts. */
  public void ask(List<ActingUserResolver> those) {
    resolvers = List.copyOf(those);
  }

  @Nullable String name() {
    for (ActingUserResolver resolver : resolvers) {
      var name = name(resolver);
      if (name != null) {
        return ScalarValues.wellFormed(name.length() > LONGEST ? name.substring(0, LONGEST) : name);
      }
    }
    return null;
  }

  private @Nullable String name(ActingUserResolver resolver) {
    try {
      return resolver.actingUser();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (told.compareAndSet(false, true)) {
        LOG.warnf(
            "HKS0216: The acting user could not be resolved; events name nobody. Logged once."
                + " resolver=%s cause=%s",
            resolver.getClass().getName(), e.getClass().getName());
      }
      return null;
    }
  }
}
