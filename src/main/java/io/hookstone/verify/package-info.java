/**
 * For receivers: verifies requests. Needs nothing but the JDK, neither Hibernate nor the rest of
 * Hookstone.
 */
@NullMarked
package io.hookstone.verify;

import org.jspecify.annotations.NullMarked;
