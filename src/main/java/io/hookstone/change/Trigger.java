package io.hookstone.change;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says that a change set was made by hand. Immutable.
 *
 * @param origin by what
 * @param eventType the type of its events, in place of those that the rules would give them
 * @param endpointId the only endpoint that gets its events, whatever it has subscribed to; null for
 *     all that have subscribed
 */
public record Trigger(Origin origin, String eventType, @Nullable UUID endpointId) {}
