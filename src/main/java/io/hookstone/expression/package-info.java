/**
 * Conditions in the Common Expression Language (CEL), compiled and type-checked once, evaluated
 * within bounds. Depends on nothing; the library is optional.
 */
@NullMarked
package io.hookstone.expression;

import org.jspecify.annotations.NullMarked;
