package io.hookstone.history;

import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The child: an application without Envers that commits one change and says what became of it. */
final class WithoutEnvers {

  private WithoutEnvers() {}

  @Entity(name = "Parcel")
  static class Parcel {
    @Id Long id = 7L;
  }

  public static void main(String[] arguments) {
    ChildJvm.obeyParent(() -> {});
    var database = TestDatabase.h2();
    try (var app = TestApplication.on(database).entities(Parcel.class).start()) {
      for (var event :
          new CommittedEvents(database, app).of(session -> session.persist(new Parcel()))) {
        ChildJvm.say(event.type() + " " + event.revision());
      }
    }
    ChildJvm.say(enversIsThere() ? "with Envers" : "without Envers");
  }

  private static boolean enversIsThere() {
    return WithoutEnvers.class.getClassLoader().getResource("org/hibernate/envers/Audited.class")
        != null;
  }
}
