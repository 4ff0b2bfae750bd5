package io.hookstone.batch;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away for a moment from a row that it will never take. */
final class TransientFailure {

  private TransientFailure() {}

  static boolean is(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException
          || cause instanceof SQLRecoverableException
          || (cause instanceof SQLException sql && connectionState(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Connection exceptions are class 08 (ISO/IEC 9075-2, SQLSTATE class codes), serialisation
   * failures class 40; PostgreSQL announces a shutdown with class 57P.
   */
  private static boolean connectionState(@Nullable String state) {
    return state != null
        && (state.startsWith("08") || state.startsWith("40") || state.startsWith("57P"));
  }
}
