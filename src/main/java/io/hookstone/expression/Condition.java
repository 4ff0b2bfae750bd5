package io.hookstone.expression;

import java.util.List;
import java.util.Map;

/** A compiled condition. Immutable and thread-safe. */
public interface Condition {

  /**
   * Whether the condition holds. One that cannot be evaluated, because a key is missing, because it
   * is no boolean, or because it is too costly, does not hold.
   *
   * @param variables a value for each of {@link Conditions#VARIABLES}
   */
  boolean holds(Map<String, Object> variables);

  /** Returns what the condition reads below {@code data} and {@code changes}. */
  List<Path> paths();

  /**
   * What a condition reads.
   *
   * @param names the variable, and the names below it
   * @param line where the last name stands, from 1
   * @param column where the last name stands, from 1
   */
  record Path(List<String> names, int line, int column) {
    public Path {
      names = List.copyOf(names);
    }
  }
}
