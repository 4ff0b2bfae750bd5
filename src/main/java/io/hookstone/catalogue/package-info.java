/** The event types that an application can emit, each with a JSON Schema and an example. */
@NullMarked
package io.hookstone.catalogue;

import org.jspecify.annotations.NullMarked;
