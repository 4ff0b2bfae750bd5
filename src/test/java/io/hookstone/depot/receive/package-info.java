/** The receiving side: HTTP servers that trust nothing but a verified signature. */
@NullMarked
package io.hookstone.depot.receive;

import org.jspecify.annotations.NullMarked;
