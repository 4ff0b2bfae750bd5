package io.hookstone.endpoint;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an endpoint wants its events. Immutable.
 *
 * @param payload how much of the data, and how it looks
 * @param batch how many events in one request
 * @param signature with which kinds of secrets requests are signed
 */
public record EndpointPolicies(PayloadShape payload, BatchDelivery batch, SignatureMode signature) {

  /** The policies of an endpoint that says nothing else. */
  public static final EndpointPolicies DEFAULT =
      new EndpointPolicies(PayloadShape.FULL, BatchDelivery.SINGLE, SignatureMode.HMAC);

  /** Unknown names are skipped, so that nodes of neighbouring versions can share an endpoint. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** A record of an earlier version says nothing of signatures. */
  @SuppressWarnings("ConstantValue")
  public EndpointPolicies {
    signature = Objects.requireNonNullElse(signature, SignatureMode.HMAC);
  }

  /** Makes the policies of an endpoint that signs with a shared secret. */
  public EndpointPolicies(PayloadShape payload, BatchDelivery batch) {
    this(payload, batch, SignatureMode.HMAC);
  }

  /** Returns the policies with another payload. */
  EndpointPolicies with(PayloadShape other) {
    return new EndpointPolicies(other, batch, signature);
  }

  /** Returns the policies with another batch. */
  EndpointPolicies with(BatchDelivery other) {
    return new EndpointPolicies(payload, other, signature);
  }

  /** Returns the policies with another signature. */
  EndpointPolicies with(SignatureMode other) {
    return new EndpointPolicies(payload, batch, other);
  }

  /** Returns the policies as their column keeps them: JSON, or null for {@link #DEFAULT}. */
  @Nullable String text() {
    return equals(DEFAULT) ? null : MAPPER.writeValueAsString(this);
  }

  static EndpointPolicies read(@Nullable String text) {
    return text == null ? DEFAULT : MAPPER.readValue(text, EndpointPolicies.class);
  }
}
