package io.hookstone.delivery;

import io.hookstone.delivery.Exchange.Weight;
import io.hookstone.endpoint.EndpointPolicies;
import io.hookstone.format.OutgoingEvent;
import io.hookstone.format.OutgoingRequest;
import io.hookstone.format.Shaping;
import io.hookstone.format.WebhookFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What a request is made of: of one task, or of as many as a batch may have. Immutable.
 *
 * @param request empty if there is nothing to send
 * @param packed the tasks whose events are in the request
 * @param refused the tasks whose events cannot be sent
 * @param surplus the tasks, all after the others, for whose events there is no room
 */
record Packing(
    Optional<OutgoingRequest> request,
    List<DeliveryTask> packed,
    List<Refused> refused,
    List<DeliveryTask> surplus) {

  private static final Logger LOG = Logger.getLogger(Packing.class);

  /**
   * A task whose event cannot be sent.
   *
   * @param error why, in plain words
   */
  record Refused(DeliveryTask task, String error, Weight weight) {}

  /**
   * Packs a request. One event that cannot be brought into its format does not harm the others.
   *
   * @param tasks at least one; those after the first wait where the endpoint has no batches
   */
  static Packing of(List<DeliveryTask> tasks, WebhookFormat format, EndpointPolicies policies) {
    var packer = new Packer(format, policies);
    int next = 0;
    while (next < tasks.size() && packer.takes(tasks.get(next))) {
      next++;
    }
    return new Packing(
        packer.request(), packer.packed, packer.refused, tasks.subList(next, tasks.size()));
  }

  /** Confined to the call that makes it. */
  private static final class Packer {

    private final WebhookFormat format;
    private final EndpointPolicies policies;
    private final boolean batch;
    private final List<DeliveryTask> packed = new ArrayList<>(1);
    private final List<Refused> refused = new ArrayList<>(0);
    private final List<OutgoingRequest> parts = new ArrayList<>(1);
    private long size;

    Packer(WebhookFormat format, EndpointPolicies policies) {
      this.format = format;
      this.policies = policies;
      this.batch = format.batches() && !policies.batch().single();
    }

    /** Whether there was room for a task, or it is refused. */
    boolean takes(DeliveryTask task) {
      if (packed.size() >= (batch ? policies.batch().maxEvents() : 1)) {
        return false;
      }
      var rendered = rendered(task);
      if (rendered.isEmpty()) {
        return true;
      }
      int length = rendered.get().body().length;
      if (!packed.isEmpty() && size + length > policies.batch().maxBytes()) {
        return false;
      }
      size += length;
      parts.add(rendered.get());
      packed.add(task);
      return true;
    }

    private Optional<OutgoingRequest> rendered(DeliveryTask task) {
      var shape = policies.payload();
      try {
        var part = Shaping.single(format, task.event(), task.deliveryId(), shape);
        if (part.body().length <= shape.maxBytes()) {
          return Optional.of(part);
        }
        LOG.errorf(
            "HKS0707: An event is too large even without its data; its delivery is dead until the endpoint's max-size is"
                + " raised. delivery=%s bytes=%d max-size=%d",
            task.deliveryId(), part.body().length, shape.maxBytes());
        refuse(task, tooLarge(part.body().length, shape.maxBytes()), Weight.HOPELESS);
      } catch (RuntimeException e) {
        refuse(task, FailureText.of(e), Weight.BY_SCHEDULE);
      }
      return Optional.empty();
    }

    private static String tooLarge(int bytes, int most) {
      return "Without its data the body still has %d bytes: expected at most %d, the endpoint's max-size"
          .formatted(bytes, most);
    }

    private void refuse(DeliveryTask task, String error, Weight weight) {
      refused.add(new Refused(task, error, weight));
    }

    Optional<OutgoingRequest> request() {
      if (parts.isEmpty()) {
        return Optional.empty();
      }
      if (!batch) {
        return Optional.of(parts.get(0));
      }
      List<OutgoingEvent> events = parts.stream().map(OutgoingRequest::first).toList();
      var body = format.batchBody(parts.stream().map(OutgoingRequest::body).toList());
      return Optional.of(OutgoingRequest.batch(events, body));
    }
  }
}
