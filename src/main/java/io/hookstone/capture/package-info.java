/**
 * Turns what Hibernate tells its listeners into change sets: records changes per transaction,
 * merges them per entity, renders them just before the commit. Reads only: no query, no lazy
 * loading, no change to any entity.
 */
@NullMarked
package io.hookstone.capture;

import org.jspecify.annotations.NullMarked;
