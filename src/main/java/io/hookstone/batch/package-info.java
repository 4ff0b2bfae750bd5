/**
 * From committed change sets to events and deliveries: the batcher collects, the relay turns, the
 * sweep mops up.
 */
@NullMarked
package io.hookstone.batch;

import org.jspecify.annotations.NullMarked;
