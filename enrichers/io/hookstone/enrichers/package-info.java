/**
 * Ready-made enrichers, each of which an application turns on by naming it in {@code
 * hookstone.enrichers}.
 *
 * <ul>
 *   <li>{@link io.hookstone.enrichers.CollectionSizes} adds how many elements the collections of an
 *       entity have. What leaves the process: numbers. Cost: one query per collection, entity type
 *       and batch.
 * </ul>
 */
@NullMarked
package io.hookstone.enrichers;

import org.jspecify.annotations.NullMarked;
