package io.hookstone.endpoint;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an endpoint wants its events. Immutable.
 *
 * @param payload how much of the data, and how it looks
 * @param batch how many events in one request
 */
public record EndpointPolicies(PayloadShape payload, BatchDelivery batch) {

  /** The policies of an endpoint that says nothing else. */
  public static final EndpointPolicies DEFAULT =
      new EndpointPolicies(PayloadShape.FULL, BatchDelivery.SINGLE);

  /** Unknown names are skipped, so that nodes of neighbouring versions can share an endpoint. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Returns the policies with another payload. */
  EndpointPolicies with(PayloadShape other) {
    return new EndpointPolicies(other, batch);
  }

  /** Returns the policies with another batch. */
  EndpointPolicies with(BatchDelivery other) {
    return new EndpointPolicies(payload, other);
  }

  /** Returns the policies as their column keeps them: JSON, or null for {@link #DEFAULT}. */
  @Nullable String text() {
    return equals(DEFAULT) ? null : MAPPER.writeValueAsString(this);
  }

  static EndpointPolicies read(@Nullable String text) {
    return text == null ? DEFAULT : MAPPER.readValue(text, EndpointPolicies.class);
  }
}
