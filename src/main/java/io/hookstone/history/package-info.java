/**
 * Hibernate Envers, where an application has it: the revisions that it writes beside the changes.
 * Nobody else names a class of Envers, which is an optional dependency.
 */
@NullMarked
package io.hookstone.history;

import org.jspecify.annotations.NullMarked;
