package io.hookstone.kill;

import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.TestApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hibernate.Session;

/**
 * Commits and rolls back as fast as it can, and tells the parent: before each transaction what it
 * is going to do, and after it how it ended. Confined to its thread.
 *
 * <p>It writes the name of each transaction into a table beside the entities, in the transaction
 * itself. The plugin does not see that, and so the table is the truth about what was committed.
 */
final class Clerk implements Runnable {

  private static final int KEPT = 50;

  private final TestApplication application;
  private final String name;
  private final Random random;
  private final List<String> parcels = new ArrayList<>();
  private int transactions;
  private int created;

  Clerk(TestApplication application, String name, long seed) {
    this.application = application;
    this.name = name;
    this.random = new Random(seed);
  }

  @Override
  public void run() {
    while (true) {
      perform(new Plan(name + "." + transactions++));
    }
  }

  private void perform(Plan plan) {
    if (random.nextInt(6) == 0) {
      ChildJvm.say("doomed " + plan);
      fail(plan, Doom.values()[random.nextInt(Doom.values().length)]);
      ChildJvm.say("undone " + plan.transaction);
    } else {
      ChildJvm.say("begin " + plan);
      application.inTransaction(session -> work(session, plan));
      ChildJvm.say("done " + plan.transaction);
      parcels.addAll(plan.creates);
      parcels.removeAll(plan.deletes);
    }
  }

  private void work(Session session, Plan plan) {
    for (String id : plan.creates) {
      session.persist(new Parcel(id, id, plan.transaction));
    }
    for (String id : plan.updates) {
      session.find(Parcel.class, id).writtenBy = plan.transaction;
    }
    for (String id : plan.deletes) {
      session.remove(session.find(Parcel.class, id));
    }
    if (plan.ghost) {
      var ghost = new Parcel("ghost-" + plan.transaction, "ghost", plan.transaction);
      session.persist(ghost);
      session.flush();
      session.remove(ghost);
    }
    session.doWork(
        connection -> {
          try (var insert = connection.prepareStatement("insert into truth values (?)")) {
            insert.setString(1, plan.transaction);
            insert.executeUpdate();
          }
        });
  }

  /** How a transaction can fail after its changes have reached the database. */
  private enum Doom {
    ROLLED_BACK,
    EXCEPTION_AFTER_FLUSH,
    CONSTRAINT_VIOLATED
  }

  private void fail(Plan plan, Doom doom) {
    try (var session = application.sessionFactory().openSession()) {
      var transaction = session.beginTransaction();
      try {
        work(session, plan);
        switch (doom) {
          case ROLLED_BACK -> session.flush();
          case EXCEPTION_AFTER_FLUSH -> {
            session.flush();
            throw new IllegalStateException("An application fails.");
          }
          case CONSTRAINT_VIOLATED -> {
            var twin = plan.creates.isEmpty() ? "twin" : plan.creates.get(0);
            session.persist(new Parcel(plan.transaction, twin, plan.transaction));
            session.persist(new Parcel(plan.transaction + "b", twin, plan.transaction));
            transaction.commit();
          }
        }
        transaction.rollback();
      } catch (RuntimeException e) {
        transaction.rollback();
      }
    }
  }

  /** What a transaction is going to do, as the parent is told: a change is kind/parcel/writer. */
  private final class Plan {

    final String transaction;
    final List<String> creates = new ArrayList<>();
    final List<String> updates = new ArrayList<>();
    final List<String> deletes = new ArrayList<>();

    /** Whether a parcel comes and goes within the transaction, of which nobody must hear. */
    final boolean ghost = random.nextInt(20) == 0;

    Plan(String transaction) {
      this.transaction = transaction;
      int changes = 1 + random.nextInt(4);
      var free = new ArrayList<>(parcels);
      for (int i = 0; i < changes; i++) {
        int kind = random.nextInt(free.size() > KEPT ? 6 : 4);
        if (kind < 2 || free.isEmpty()) {
          creates.add(name + "-" + created++);
        } else if (kind < 4) {
          updates.add(free.remove(random.nextInt(free.size())));
        } else {
          deletes.add(free.remove(random.nextInt(free.size())));
        }
      }
    }

    @Override
    public String toString() {
      var changes = new ArrayList<String>();
      creates.forEach(id -> changes.add("created/" + id + "/" + transaction));
      updates.forEach(id -> changes.add("updated/" + id + "/" + transaction));
      // A delete carries the last state before it, which another transaction wrote.
      deletes.forEach(id -> changes.add("deleted/" + id + "/-"));
      return transaction + " " + String.join(",", changes);
    }
  }
}
