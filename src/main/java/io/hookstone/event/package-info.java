/**
 * What subscribers see: events, their types, and the patterns by which endpoints subscribe to them.
 */
@NullMarked
package io.hookstone.event;

import org.jspecify.annotations.NullMarked;
