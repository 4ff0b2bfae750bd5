/**
 * Depot's two books, kept apart: what the application committed, and what the receivers got. Their
 * comparison asks neither the plugin nor Hibernate.
 */
@NullMarked
package io.hookstone.depot.ledger;

import org.jspecify.annotations.NullMarked;
