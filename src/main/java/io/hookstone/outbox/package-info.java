/**
 * The table in which a change set waits between commit and relay: appended in the application's
 * transaction, claimed by deletion.
 */
@NullMarked
package io.hookstone.outbox;

import org.jspecify.annotations.NullMarked;
