package io.hookstone.event;

/** A rule that is malformed: its message has the position and what was expected there. */
public final class InvalidRuleException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidRuleException(String rule, int position, String found, String expected) {
    super(
        "HKS0420: The rule '%s' has %s at position %d: expected %s. A rule is <Entity>: <trigger> [or <trigger>] [when <condition>] [instead]."
            .formatted(rule, found, position, expected));
  }
}
