package io.hookstone.testkit;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Records the statements of one thread, so that what Hookstone does in the background does not
 * count.
 */
public final class Statements implements StatementInspector {

  private static final long serialVersionUID = 1L;

  private final transient Thread thread = Thread.currentThread();
  private final List<String> recorded = new ArrayList<>();

  @Override
  public String inspect(String sql) {
    if (Thread.currentThread() == thread) {
      recorded.add(sql);
    }
    return sql;
  }

  /** Returns the statements since the last call. */
  public List<String> take() {
    var taken = List.copyOf(recorded);
    recorded.clear();
    return taken;
  }
}
