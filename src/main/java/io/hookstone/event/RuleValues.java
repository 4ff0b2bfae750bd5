package io.hookstone.event;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The values that a property changes from or to. Immutable.
 *
 * @param literals any of them; none for any value
 */
record RuleValues(List<Literal> literals) {

  static final RuleValues ANY = new RuleValues(List.of());

  RuleValues {
    literals = List.copyOf(literals);
  }

  /**
   * A value as it was written.
   *
   * @param quoted whether it is a text in any case; otherwise it is what the property's type makes
   *     of it
   * @param position where it stands in the rule, from 1
   */
  record Literal(String text, boolean quoted, int position) {

    boolean isNull() {
      return !quoted && text.equals("null");
    }

    Optional<BigDecimal> number() {
      try {
        return quoted ? Optional.empty() : Optional.of(new BigDecimal(text));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    boolean matches(JsonNode value) {
      if (isNull() || value.isNull()) {
        return isNull() && value.isNull();
      }
      if (value.isNumber()) {
        return number().filter(n -> n.compareTo(value.decimalValue()) == 0).isPresent();
      }
      if (value.isBoolean()) {
        return !quoted && text.equals(Boolean.toString(value.booleanValue()));
      }
      return value.isString() && text.equals(value.stringValue());
    }
  }

  boolean any() {
    return literals.isEmpty();
  }

  boolean match(JsonNode value) {
    return any() || literals.stream().anyMatch(literal -> literal.matches(value));
  }
}
