package io.hookstone.change;

import org.jspecify.annotations.Nullable;

/**
 * Tells on whose behalf a transaction runs. Named in {@code hookstone.acting-user}; implementations
 * MUST be thread-safe, and are beans of the application's container or have a public constructor
 * without parameters.
 *
 * <p>Asked on the application's thread when its changes are sealed, shortly before the commit:
 * nobody can know later. An implementation reads what the application knows already, such as a
 * security context; it MUST NOT use the database.
 */
@FunctionalInterface
public interface ActingUserResolver {

  /**
   * Returns the name or id of the user as receivers may see it, at most 255 characters, or null if
   * nobody is known.
   *
   * @throws RuntimeException which is logged; the transaction goes on, and its events name nobody
   */
  @Nullable String actingUser();
}
