/**
 * The entry point of Hookstone, the Hibernate ORM plugin that turns entity changes into webhooks.
 */
@NullMarked
package io.hookstone;

import org.jspecify.annotations.NullMarked;
