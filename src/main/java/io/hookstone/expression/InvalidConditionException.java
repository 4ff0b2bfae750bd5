package io.hookstone.expression;

/** A condition that cannot be used: its message has the position and the reason. */
public final class InvalidConditionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidConditionException(String message) {
    super(message);
  }
}
