/** Tests that hold the README and the pages under {@code docs} to the code. */
@NullMarked
package io.hookstone.docs;

import org.jspecify.annotations.NullMarked;
