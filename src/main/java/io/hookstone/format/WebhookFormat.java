package io.hookstone.format;

import io.hookstone.change.Operation;
import io.hookstone.endpoint.EndpointFormat;
import io.hookstone.endpoint.SigningSecret;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How events look on the wire for one endpoint. Implementations are immutable and thread-safe.
 *
 * <p>An application adds a format by naming its class, which has a constructor without parameters,
 * in {@code META-INF/services/io.hookstone.format.WebhookFormat}.
 */
public interface WebhookFormat extends EndpointFormat {

  /**
   * Returns the body of an event in UTF-8. MUST return the same bytes for the same event at every
   * call, on every node and after every restart: receivers rely on id and body staying the same
   * over retries. So it depends on nothing but the event: not on the delivery, not on the time.
   */
  byte[] body(OutgoingEvent event);

  /**
   * Returns the body of several events in one request: a JSON array of their bodies unless a format
   * differs. Not called where the format does not batch.
   *
   * @param bodies the events' bodies, at least one
   */
  default byte[] batchBody(List<byte[]> bodies) {
    var array = new ByteArrayOutputStream(bodies.stream().mapToInt(b -> b.length + 1).sum() + 1);
    int before = '[';
    for (byte[] body : bodies) {
      array.write(before);
      array.writeBytes(body);
      before = ',';
    }
    array.write(']');
    return array.toByteArray();
  }

  /**
   * Returns the headers of one attempt, content type and signature included, in the order in which
   * they are sent. They win over headers of the same names that the endpoint has.
   *
   * @param secrets the secrets that are valid now, newest first; after a change of format there may
   *     be some that {@link #accepts} refuses
   * @param now the time of this attempt
   */
  List<Header> headers(OutgoingRequest request, List<SigningSecret> secrets, Instant now);

  /** Whether a response status means that the event was accepted; 2xx unless a format differs. */
  default boolean success(int status) {
    return status >= 200 && status < 300;
  }

  /**
   * Returns what the format calls an event type. The type itself unless a format differs.
   *
   * @param type the event type, such as {@code order.created}
   * @param entity the name that events give the entity
   */
  default String topic(String type, String entity, Operation operation) {
    return type;
  }

  /**
   * Returns the format's own waits before the second, third and later attempts, which hold unless
   * {@code hookstone.retry.schedule} is set; empty where the default of that setting holds.
   */
  default Optional<List<Duration>> retrySchedule() {
    return Optional.empty();
  }
}
