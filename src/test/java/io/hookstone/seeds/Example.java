package io.hookstone.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The examples in the documents of the three systems, and how a body is held against one. */
final class Example {

  /** Keeps the digits of numbers: 9.50 is not 9.5. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Example() {}

  /** Reads an example by the name of its file. */
  static ObjectNode of(String name) {
    var file = name + ".json";
    try (var in = Example.class.getResourceAsStream(file)) {
      return (ObjectNode) MAPPER.readTree(Objects.requireNonNull(in, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode read(String body) {
    return (ObjectNode) MAPPER.readTree(body);
  }

  /**
   * Every key with its value, no key more and none less. Keys of the object itself may come in
   * another order (Hibernate's, for captured properties); within its values the order counts too.
   */
  static void sameFields(JsonNode actual, JsonNode expected) {
    assertThat(actual.propertyNames())
        .containsExactlyInAnyOrderElementsOf(expected.propertyNames());
    expected
        .properties()
        .forEach(
            field ->
                assertThat(actual.path(field.getKey()).toString())
                    .as(field.getKey())
                    .isEqualTo(field.getValue().toString()));
  }

  /** The same keys in the same order. */
  static void sameKeys(JsonNode actual, JsonNode expected) {
    assertThat(actual.propertyNames()).containsExactlyElementsOf(expected.propertyNames());
  }
}
