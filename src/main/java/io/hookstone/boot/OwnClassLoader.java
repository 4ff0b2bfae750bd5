package io.hookstone.boot;

import java.util.function.Supplier;

/**
 * What outlives one application must not hold on to its class loader. Threads and Vert.x contexts
 * take over the context class loader of the thread that makes them, so what is shared is made with
 * the class loader of Hookstone itself. Thread-safe.
 */
final class OwnClassLoader {

  private OwnClassLoader() {}

  static ClassLoader get() {
    return OwnClassLoader.class.getClassLoader();
  }

  /** Makes something while this is the context class loader of the calling thread. */
  static <T> T within(Supplier<T> making) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(get());
    try {
      return making.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
