package io.hookstone.depot.ledger;

import java.time.Instant;
import java.util.List;

/** Where Depot tells what happens; called from many threads. */
public interface Journal {

  void committed(Instant at, String title, List<Change> changes);

  void rolledBack(Instant at, String title, String reason);

  void received(String endpoint, Receipt receipt, Inbox.Arrival arrival);

  void refused(String endpoint, Instant at, String reason);

  /** A journal that keeps quiet. */
  static Journal silent() {
    return new Journal() {
      @Override
      public void committed(Instant at, String title, List<Change> changes) {}

      @Override
      public void rolledBack(Instant at, String title, String reason) {}

      @Override
      public void received(String endpoint, Receipt receipt, Inbox.Arrival arrival) {}

      @Override
      public void refused(String endpoint, Instant at, String reason) {}
    };
  }
}
