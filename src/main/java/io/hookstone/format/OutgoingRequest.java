package io.hookstone.format;

import java.util.List;

/**
 * A body that is about to be sent, and the events in it. Immutable as long as nobody writes to the
 * body.
 */
public final class OutgoingRequest {

  private final List<OutgoingEvent> events;
  private final byte[] body;
  private final boolean batch;

  private OutgoingRequest(List<OutgoingEvent> events, byte[] body, boolean batch) {
    this.events = events;
    this.body = body;
    this.batch = batch;
  }

  /** Returns the request of one event by itself. */
  public static OutgoingRequest single(OutgoingEvent event, byte[] body) {
    return new OutgoingRequest(List.of(event), body, false);
  }

  /**
   * Returns the request of a batch, which may have one event.
   *
   * @param events at least one
   */
  public static OutgoingRequest batch(List<OutgoingEvent> events, byte[] body) {
    return new OutgoingRequest(List.copyOf(events), body, true);
  }

  /** Returns the events in the body, in their order; exactly one unless it is a batch. */
  public List<OutgoingEvent> events() {
    return events;
  }

  /** Returns the first event, which is the only one unless the request is a batch. */
  public OutgoingEvent first() {
    return events.get(0);
  }

  /** Returns the bytes that are sent. Not a copy: must not be written to. */
  public byte[] body() {
    return body;
  }

  /** Whether the body is a batch. */
  public boolean batch() {
    return batch;
  }
}
