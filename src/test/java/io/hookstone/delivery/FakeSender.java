package io.hookstone.delivery;

import io.hookstone.endpoint.ResolvedEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** A sender whose exchanges end when the test says so. Not thread-safe. */
final class FakeSender implements Sender {

  record Open(DeliveryTask task, Consumer<Exchange> done) {}

  final List<Open> open = new ArrayList<>();
  final List<DeliveryTask> sent = new ArrayList<>();
  boolean closed;

  @Override
  public void send(DeliveryTask task, ResolvedEndpoint endpoint, Consumer<Exchange> done) {
    if (closed) {
      throw new RejectedExecutionException("Closed.");
    }
    sent.add(task);
    open.add(new Open(task, done));
  }

  /** Ends the oldest exchange with an endpoint. */
  void answer(UUID endpoint) {
    var oldest =
        open.stream().filter(o -> o.task().endpointId().equals(endpoint)).findFirst().orElseThrow();
    open.remove(oldest);
    oldest.done().accept(Tasks.success());
  }

  void answerAll() {
    while (!open.isEmpty()) {
      open.remove(0).done().accept(Tasks.success());
    }
  }

  long inFlight(UUID endpoint) {
    return open.stream().filter(o -> o.task().endpointId().equals(endpoint)).count();
  }

  long sentTo(UUID endpoint) {
    return sent.stream().filter(task -> task.endpointId().equals(endpoint)).count();
  }
}
