/**
 * Sends events to endpoints and keeps the books: deliveries, attempts, lanes, retries, leases,
 * outcomes. No transaction is open during HTTP.
 */
@NullMarked
package io.hookstone.delivery;

import org.jspecify.annotations.NullMarked;
