package io.hookstone.kill;

import io.hookstone.testkit.ChildJvm;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.concurrent.CountDownLatch;

/**
 * The child: an application with the plugin enabled whose clerks work until it is killed. Without
 * clerks it only delivers what its predecessors left.
 */
final class DoomedApplication {

  private DoomedApplication() {}

  /** Takes the database's URL, the endpoint's URL, a name, how many clerks work, and a seed. */
  public static void main(String[] arguments) throws InterruptedException {
    var stop = new CountDownLatch(1);
    ChildJvm.obeyParent(stop::countDown);
    int clerks = Integer.parseInt(arguments[3]);
    long seed = Long.parseLong(arguments[4]);
    try (var application =
        TestApplication.on(new TestDatabase(arguments[0]))
            .entities(Parcel.class)
            .with("hibernate.jdbc.batch_size", 20)
            .with("hookstone.endpoint.parent.url", arguments[1])
            .with("hookstone.endpoint.parent.events", "*")
            .with("hookstone.endpoint.parent.secret", Receiver.SECRET)
            .start()) {
      ChildJvm.say("started");
      for (int i = 0; i < clerks; i++) {
        var clerk = new Thread(new Clerk(application, arguments[2] + i, seed + i), "clerk-" + i);
        clerk.setDaemon(true);
        clerk.start();
      }
      stop.await();
    }
  }
}
