package io.hookstone.event;

import io.hookstone.event.RuleValues.Literal;
import io.hookstone.model.ValueModel;
import io.hookstone.text.NearestNames;
import org.jspecify.annotations.Nullable;

/** Knows which values a property can have at all. */
final class PossibleValues {

  private PossibleValues() {}

  /** Returns why a property can never have a value, or null where it can. */
  static @Nullable String problem(String property, ValueModel value, Literal literal) {
    if (value instanceof ValueModel.Many) {
      return impossible(property, literal, "'*', as it is a collection");
    }
    if (literal.isNull()) {
      return null;
    }
    if (value instanceof ValueModel.OneOf one) {
      return one.names().contains(literal.text())
          ? null
          : impossible(property, literal, "one of its constants")
              + " "
              + NearestNames.advice(literal.text(), one.names());
    }
    if (value instanceof ValueModel.Reference) {
      return impossible(
          property, literal, "'*' or null, as it is an entity: say '" + property + ".id'");
    }
    if (value instanceof ValueModel.Embedded) {
      return impossible(property, literal, "'*' or null, as it has attributes of its own");
    }
    return value instanceof ValueModel.Scalar scalar ? problem(property, scalar, literal) : null;
  }

  private static @Nullable String problem(
      String property, ValueModel.Scalar scalar, Literal literal) {
    return switch (scalar.kind()) {
      case FLAG ->
          !literal.quoted() && (literal.text().equals("true") || literal.text().equals("false"))
              ? null
              : impossible(property, literal, "true or false");
      case INTEGER, DECIMAL ->
          literal.number().isPresent() ? null : impossible(property, literal, "a number");
      default -> null;
    };
  }

  private static String impossible(String property, Literal literal, String expected) {
    return "HKS0408: The property '%s' is never '%s' (position %d): expected %s."
        .formatted(property, literal.text(), literal.position(), expected);
  }
}
