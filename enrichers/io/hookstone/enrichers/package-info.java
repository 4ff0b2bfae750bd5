/**
 * Ready-made enrichers. An application turns them on by a setting, by naming them or a subclass of
 * them in {@code hookstone.enrichers}, or as a bean of its container.
 *
 * <ul>
 *   <li>{@link io.hookstone.enrichers.graph.EntityGraphEnricher} adds related data that a text
 *       describes. What leaves the process: what the text names. Cost: one query per batch, and one
 *       more for each collection in the text.
 *   <li>{@link io.hookstone.enrichers.CollectionAggregates} adds how many elements a collection
 *       has, and sums, least and greatest values of them. What leaves the process: those numbers.
 *       Cost: one query per batch.
 *   <li>{@link io.hookstone.enrichers.CollectionSizes} adds how many elements the collections of an
 *       entity have. What leaves the process: numbers. Cost: one query per collection, entity type
 *       and batch.
 *   <li>{@link io.hookstone.enrichers.RecordLink} adds a link to the record. What leaves the
 *       process: the URL with the values that it names. Cost: no query.
 *   <li>{@link io.hookstone.enrichers.ActingUser} adds who made the change. What leaves the
 *       process: the name or id that the application's resolver returns. Cost: no query; the
 *       resolver is asked once per transaction, on the application's thread.
 *   <li>{@link io.hookstone.enrichers.RecordVersion} adds the version of the record, from 1. What
 *       leaves the process: a number. Cost: no query.
 * </ul>
 */
@NullMarked
package io.hookstone.enrichers;

import org.jspecify.annotations.NullMarked;
