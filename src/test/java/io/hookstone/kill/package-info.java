/** What survives when the process dies: applications killed with SIGKILL, and their successors. */
@NullMarked
package io.hookstone.kill;

import org.jspecify.annotations.NullMarked;
