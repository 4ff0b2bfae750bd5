package io.hookstone.outbox;

import io.hookstone.change.ChangeSet;
import java.util.UUID;

/**
 * A change set read from the outbox, not yet claimed. Immutable.
 *
 * @param row the id of its outbox row, by which it is claimed
 */
public record StoredChangeSet(UUID row, ChangeSet changeSet) {}
