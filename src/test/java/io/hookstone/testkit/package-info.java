/**
 * What the integration tests share: real databases, a real HTTP receiver, applications with the
 * plugin enabled.
 */
@NullMarked
package io.hookstone.testkit;

import org.jspecify.annotations.NullMarked;
