/**
 * What a transaction did to entities: the values that flow from capture through the outbox to the
 * relay. Depends on nothing.
 */
@NullMarked
package io.hookstone.change;

import org.jspecify.annotations.NullMarked;
