package io.hookstone.expression;

import java.util.List;

/** Compiles conditions. Thread-safe. */
public final class Conditions {

  /**
   * What a condition may name: {@code type}, {@code entity}, {@code id}, {@code operation} and
   * {@code tenantId} are texts, {@code data} and {@code changes} objects.
   */
  public static final List<String> VARIABLES =
      List.of("type", "entity", "id", "operation", "tenantId", "data", "changes");

  /** The longest condition, in characters. */
  public static final int MAX_LENGTH = 4_000;

  private static final String LIBRARY = "dev.cel.bundle.Cel";

  private Conditions() {}

  /**
   * Compiles and type-checks a condition.
   *
   * @throws InvalidConditionException if it is wrong, or the library is not there
   */
  public static Condition compile(String text) {
    if (!available()) {
      throw new InvalidConditionException(
          "HKS1101: '%s' is a condition in CEL: expected the library dev.cel:cel:0.11.1 on the class path. Add it."
              .formatted(text));
    }
    return CelCondition.compile(text);
  }

  /**
   * Returns what stands for null among the values of variables, where Java's null means unknown.
   */
  public static Object nullValue() {
    return CelCondition.NULL;
  }

  private static boolean available() {
    try {
      Class.forName(LIBRARY, false, Conditions.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
