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

  private EventJson() {}

  static JsonNode read(@Nullable String text) {
    return text == null ? MAPPER.createObjectNode() : MAPPER.readTree(text);
  }

  /** Whether two values are the same: 12.50 is 12.5. */
  static boolean same(JsonNode one, JsonNode other) {
    return (one.isNumber() && other.isNumber())
        ? one.decimalValue().compareTo(other.decimalValue()) == 0
        : one.equals(other);
  }

  /**
   * Returns a value as conditions see it: whole numbers of 64 bits are integers, all other numbers
   * doubles.
   */
  static Object variable(JsonNode node) {
    if (node.isObject()) {
      var object = new LinkedHashMap<String, Object>();
      node.properties()
          .forEach(property -> object.put(property.getKey(), variable(property.getValue())));
      return object;
    }
    if (node.isArray()) {
      var list = new ArrayList<Object>(node.size());
      node.forEach(element -> list.add(variable(element)));
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
