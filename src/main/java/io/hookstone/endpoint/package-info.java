/**
 * Where events go: endpoints with their subscriptions and secrets, and the registry that the relay
 * asks.
 */
@NullMarked
package io.hookstone.endpoint;

import org.jspecify.annotations.NullMarked;
