/** What Depot prints. */
@NullMarked
package io.hookstone.depot.console;

import org.jspecify.annotations.NullMarked;
