/**
 * Adds related data that is described by a text, such as {@code customer(name, email), lineItems:
 * lines(quantity, product(sku, name))}: {@link io.hookstone.enrichers.graph.EntityGraphEnricher}.
 *
 * <p>What leaves the process: what the text names, and nothing that is withheld from events. What
 * it costs: one query per batch, and one more for each collection in the text, however many events
 * there are.
 */
@NullMarked
package io.hookstone.enrichers.graph;

import org.jspecify.annotations.NullMarked;
