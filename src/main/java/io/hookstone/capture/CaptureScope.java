package io.hookstone.capture;

import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Decides what is captured and what leaves the process. Immutable; the predicates must be
 * thread-safe, and are asked once per entity type and property.
 *
 * @param includesEntity whether changes of a mapped entity, given its JPA entity name, are captured
 * @param excludesProperty whether a property, given the JPA entity name and the property name, is
 *     left out of every payload
 */
public record CaptureScope(
    Predicate<String> includesEntity, BiPredicate<String, String> excludesProperty) {}
