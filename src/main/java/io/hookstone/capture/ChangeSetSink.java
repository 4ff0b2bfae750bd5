package io.hookstone.capture;

import io.hookstone.change.ChangeSet;
import java.util.List;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Where sealed change sets go: the outbox, written in the application's own transaction. */
@FunctionalInterface
public interface ChangeSetSink {

  /**
   * Writes change sets within the transaction of a session. Runs on the application's thread, after
   * its last flush and before its commit, or at once where the session has no transaction.
   *
   * @return the outbox row of each change set, in the same order
   * @throws RuntimeException if a row cannot be written; the application's transaction then fails,
   *     so that no committed change can be lost
   */
  List<UUID> append(SharedSessionContractImplementor session, List<ChangeSet> changeSets);
}
