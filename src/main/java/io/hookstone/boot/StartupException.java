package io.hookstone.boot;

/**
 * Hookstone refuses to start, and with it the session factory: better now than at the first write.
 */
public final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartupException(String message) {
    super(message);
  }

  StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
