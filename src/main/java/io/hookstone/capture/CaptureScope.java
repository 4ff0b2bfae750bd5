package io.hookstone.capture;

import java.util.function.BiPredicate;

/**
 * Decides what is captured and what leaves the process. Immutable; the predicates must be
 * thread-safe, and are asked once per entity type and property.
 *
 * @param includesEntity whether changes of a mapped entity, given its JPA entity name and the name
 *     that events give it, are captured
 * @param excludesProperty whether a property, given one of these names and the property name, is
 *     left out of every payload
 * @param smellsOfSecret whether it is so because of the defaults, without anybody having said so
 */
public record CaptureScope(
    BiPredicate<String, String> includesEntity,
    BiPredicate<String, String> excludesProperty,
    BiPredicate<String, String> smellsOfSecret) {}
