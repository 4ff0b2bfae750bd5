package io.hookstone.settings;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown at start-up when settings are wrong; it lists every problem, not only the first.
 *
 * <p>The message is a header line and one line per problem. It contains no secret.
 */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<SettingProblem> problems;

  /**
   * Reports {@code problems}.
   *
   * @param problems what is wrong, at least one, in the order in which to list them
   * @throws IllegalArgumentException if {@code problems} is empty
   */
  public InvalidSettingsException(List<SettingProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem: those of known keys in the order of the documentation, then unknown keys. */
  public List<SettingProblem> problems() {
    return problems;
  }

  private static String message(List<SettingProblem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("Invalid settings need at least one problem.");
    }
    String header =
        problems.size() == 1
            ? "Hookstone cannot start, 1 problem with its settings:"
            : "Hookstone cannot start, " + problems.size() + " problems with its settings:";
    return problems.stream()
        .map(problem -> "  " + problem.message())
        .collect(Collectors.joining("\n", header + "\n", ""));
  }
}
