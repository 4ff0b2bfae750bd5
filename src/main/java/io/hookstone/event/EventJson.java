package io.hookstone.event;

import io.hookstone.expression.Conditions;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON of events for rules and conditions. Thread-safe. */
final class EventJson {

  /** Without the parser's limits: what is read here was captured, and an event must not be lost. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** No stack overflows so early, and no condition looks so deep. */
  private static final int MAX_DEPTH = 500;

  private EventJson() {}

  static JsonNode read(@Nullable String text) {
    return text == null ? MAPPER.createObjectNode() : MAPPER.readTree(text);
  }

  /** Whether two values are the same: 12.50 is 12.5. Those that are too deep to compare are not. */
  static boolean same(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    try {
      return one.equals(other);
    } catch (StackOverflowError e) {
      // Thrown on, it would keep the change set from being relayed for ever.
      return false;
    }
  }

  /**
   * Returns a value as conditions see it: whole numbers of 64 bits are integers, all other numbers
   * doubles. What is deeper than {@value #MAX_DEPTH} levels is null.
   */
  static Object variable(JsonNode node) {
    return variable(node, MAX_DEPTH);
  }

  private static Object variable(JsonNode node, int levels) {
    if (levels == 0 && node.isContainer()) {
      return Conditions.nullValue();
    }
    if (node.isObject()) {
      var object = new LinkedHashMap<String, Object>();
      node.properties()
          .forEach(
              property -> object.put(property.getKey(), variable(property.getValue(), levels - 1)));
      return object;
    }
    if (node.isArray()) {
      var list = new ArrayList<Object>(node.size());
      node.forEach(element -> list.add(variable(element, levels - 1)));
      return list;
    }
    if (node.isString()) {
      return node.stringValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNumber() ? number(node) : Conditions.nullValue();
  }

  private static Object number(JsonNode node) {
    if (node.isIntegralNumber()) {
      BigInteger integer = node.bigIntegerValue();
      if (integer.bitLength() < Long.SIZE) {
        return integer.longValue();
      }
    }
    return node.decimalValue().doubleValue();
  }
}
