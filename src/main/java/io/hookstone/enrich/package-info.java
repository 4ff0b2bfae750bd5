/**
 * Adds related data to events, a batch at a time: the {@link io.hookstone.enrich.Enricher}
 * interface that applications implement, and what runs it.
 */
@NullMarked
package io.hookstone.enrich;

import org.jspecify.annotations.NullMarked;
