/** How an event looks on the wire: headers, body, signature, and what counts as success. */
@NullMarked
package io.hookstone.format;

import org.jspecify.annotations.NullMarked;
