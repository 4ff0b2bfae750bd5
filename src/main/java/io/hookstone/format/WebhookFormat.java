package io.hookstone.format;

import io.hookstone.change.Operation;
import io.hookstone.endpoint.SigningSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How events look on the wire for one endpoint. Implementations are immutable and thread-safe. */
public interface WebhookFormat {

  /** Returns the name by which endpoints choose the format, such as {@code standard}. */
  String name();

  /**
   * Returns the body of an event in UTF-8. MUST return the same bytes for the same event at every
   * call, on every node and after every restart: receivers rely on id and body staying the same
   * over retries. So it depends on nothing but the event: not on the delivery, not on the time.
   */
  byte[] body(OutgoingEvent event);

  /**
   * Returns the headers of one attempt, content type and signature included, in the order in which
   * they are sent.
   *
   * @param secrets the secrets that are valid now, newest first
   * @param now the time of this attempt
   */
  List<Header> headers(OutgoingRequest request, List<SigningSecret> secrets, Instant now);

  /** Whether a response status means that the event was accepted; 2xx unless a format differs. */
  default boolean success(int status) {
    return status >= 200 && status < 300;
  }

  /** Whether several events can travel in one request. */
  default boolean batches() {
    return true;
  }

  /**
   * Returns what the format calls an event type, which endpoints of this format may also say when
   * they subscribe. The type itself unless a format differs.
   *
   * @param type the event type, such as {@code order.created}
   * @param entity the name that events give the entity
   */
  default String topic(String type, String entity, Operation operation) {
    return type;
  }

  /**
   * Returns the waits before the second, third and later attempts that the format prescribes; empty
   * where {@code hookstone.retry.schedule} holds.
   */
  default Optional<List<Duration>> retrySchedule() {
    return Optional.empty();
  }

  /**
   * Makes a secret for an endpoint that was given none.
   *
   * @param random cryptographically strong
   */
  default SigningSecret generateSecret(RandomGenerator random) {
    return SigningSecret.generate(random);
  }
}
