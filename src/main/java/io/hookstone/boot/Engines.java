package io.hookstone.boot;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** The running engines, so that an application finds that of its session factory. Thread-safe. */
public final class Engines {

  private static final ConcurrentMap<String, Engine> RUNNING = new ConcurrentHashMap<>();

  private Engines() {}

  /** Returns the engine of a session factory, if it is open and Hookstone is enabled in it. */
  public static Optional<Engine> find(SessionFactory sessionFactory) {
    var uuid = sessionFactory.unwrap(SessionFactoryImplementor.class).getUuid();
    return Optional.ofNullable(RUNNING.get(uuid));
  }

  static void add(String uuid, Engine engine) {
    RUNNING.put(uuid, engine);
  }

  static void remove(String uuid) {
    RUNNING.remove(uuid);
  }
}
