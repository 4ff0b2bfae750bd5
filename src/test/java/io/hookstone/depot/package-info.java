/**
 * Depot, the demo application: inventory and orders on embedded H2. It has no Hookstone code; the
 * plugin is enabled in {@code META-INF/persistence.xml} and nowhere else.
 */
@NullMarked
package io.hookstone.depot;

import org.jspecify.annotations.NullMarked;
