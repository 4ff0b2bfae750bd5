package io.hookstone.settings;

import java.util.Objects;

/**
 * A pattern for names: {@code *} stands for any number of characters, also none and also dots,
 * {@code ?} for exactly one; everything else stands for itself.
 *
 * <p>Immutable. Matching allocates nothing and takes at most pattern length times text length
 * steps, whatever the pattern, so a glob from configuration cannot stall a commit as a regular
 * expression could.
 *
 * @param pattern the pattern, not blank
 * @param ignoreCase whether upper and lower case are the same
 */
public record Glob(String pattern, boolean ignoreCase) {

  /**
   * Checks the pattern.
   *
   * @throws IllegalArgumentException if {@code pattern} is blank
   */
  public Glob {
    Objects.requireNonNull(pattern, "pattern");
    if (pattern.isBlank()) {
      throw new IllegalArgumentException("A glob must not be blank.");
    }
  }

  /** Whether the whole of {@code text} fits the pattern. */
  public boolean matches(String text) {
    int patternAt = 0;
    int textAt = 0;
    int star = -1;
    int starTook = 0;
    while (textAt < text.length()) {
      if (patternAt < pattern.length() && pattern.charAt(patternAt) == '*') {
        star = patternAt++;
        starTook = textAt;
      } else if (patternAt < pattern.length() && fits(patternAt, text.charAt(textAt))) {
        patternAt++;
        textAt++;
      } else if (star >= 0) {
        // The last star takes one character more; earlier stars never need to be tried again.
        patternAt = star + 1;
        textAt = ++starTook;
      } else {
        return false;
      }
    }
    while (patternAt < pattern.length() && pattern.charAt(patternAt) == '*') {
      patternAt++;
    }
    return patternAt == pattern.length();
  }

  private boolean fits(int patternAt, char character) {
    char expected = pattern.charAt(patternAt);
    return expected == '?'
        || expected == character
        || (ignoreCase && folded(expected) == folded(character));
  }

  /** Both ways round, as {@link String#equalsIgnoreCase} does, and without a locale. */
  private static char folded(char character) {
    return Character.toLowerCase(Character.toUpperCase(character));
  }
}
