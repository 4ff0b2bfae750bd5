/** Wires everything up: what Hibernate finds by service loader, start and stop of the engine. */
@NullMarked
package io.hookstone.boot;

import org.jspecify.annotations.NullMarked;
