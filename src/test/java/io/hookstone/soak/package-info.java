/** Backlogs: committed events that wait because nobody relayed them, and how fast they drain. */
@NullMarked
package io.hookstone.soak;

import org.jspecify.annotations.NullMarked;
