/** Depot's business: plain services on an entity manager, and clerks who keep them busy. */
@NullMarked
package io.hookstone.depot.business;

import org.jspecify.annotations.NullMarked;
