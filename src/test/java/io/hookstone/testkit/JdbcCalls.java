package io.hookstone.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Records what one thread asks of its connections: how many it takes, what it executes in batches
 * of what size, when it commits. What Hookstone does in the background does not count.
 */
public final class JdbcCalls {

  private static final Set<String> OF_CONNECTIONS =
      Set.of("commit", "rollback", "close", "setAutoCommit", "setSavepoint");

  private final Thread thread = Thread.currentThread();
  private final List<String> recorded = new ArrayList<>();

  /** Returns a data source whose connections are watched. */
  public DataSource watch(DataSource source) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          var result = invoke(source, method, arguments);
          if (result instanceof Connection connection) {
            record("connection");
            return watched(connection);
          }
          return result;
        });
  }

  /** Returns the calls since the last call of this method. */
  public List<String> take() {
    var taken = List.copyOf(recorded);
    recorded.clear();
    return taken;
  }

  private void record(String call) {
    if (Thread.currentThread() == thread) {
      recorded.add(call);
    }
  }

  private Connection watched(Connection connection) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (OF_CONNECTIONS.contains(method.getName())) {
            record(method.getName() + (arguments == null ? "" : " " + List.of(arguments)));
          }
          var result = invoke(connection, method, arguments);
          if (result instanceof PreparedStatement statement && arguments != null) {
            return watched(PreparedStatement.class, statement, (String) arguments[0]);
          }
          return result instanceof Statement statement
              ? watched(Statement.class, statement, "")
              : result;
        });
  }

  private <T extends Statement> T watched(Class<T> face, T statement, String prepared) {
    return proxy(face, new Recording(statement, prepared));
  }

  /** Counts what is added to a batch until it is executed. */
  private final class Recording implements InvocationHandler {
    private final Statement statement;
    private final String prepared;
    private int batched;

    Recording(Statement statement, String prepared) {
      this.statement = statement;
      this.prepared = prepared;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      var name = method.getName();
      if (name.equals("addBatch")) {
        batched++;
      } else if (name.equals("executeBatch")) {
        record("batch of " + batched + " " + prepared);
        batched = 0;
      } else if (name.startsWith("execute")) {
        record(name + " " + (arguments == null ? prepared : arguments[0]));
      }
      return JdbcCalls.invoke(statement, method, arguments);
    }
  }

  private static @Nullable Object invoke(
      Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static <T> T proxy(Class<T> face, InvocationHandler handler) {
    return face.cast(
        Proxy.newProxyInstance(JdbcCalls.class.getClassLoader(), new Class<?>[] {face}, handler));
  }
}
