package io.hookstone.delivery;

import io.hookstone.endpoint.ResolvedEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;

/** A sender whose exchanges end when the test says so. Not thread-safe. */
final class FakeSender implements Sender {

  /** An exchange that has not ended; of several tasks only in a batch. */
  record Open(List<DeliveryTask> tasks, Results results) {

    DeliveryTask task() {
      return tasks.get(0);
    }

    void end(Exchange exchange) {
      results.ended(tasks, exchange);
    }
  }

  final List<Open> open = new ArrayList<>();
  final List<DeliveryTask> sent = new ArrayList<>();
  boolean closed;

  @Override
  public void send(List<DeliveryTask> tasks, ResolvedEndpoint endpoint, Results results) {
    if (closed) {
      throw new RejectedExecutionException("Closed.");
    }
    sent.addAll(tasks);
    open.add(new Open(tasks, results));
  }

  /** Ends the oldest exchange with an endpoint. */
  void answer(UUID endpoint) {
    var oldest =
        open.stream().filter(o -> o.task().endpointId().equals(endpoint)).findFirst().orElseThrow();
    open.remove(oldest);
    oldest.end(Tasks.success());
  }

  void answerAll() {
    while (!open.isEmpty()) {
      open.remove(0).end(Tasks.success());
    }
  }

  long inFlight(UUID endpoint) {
    return open.stream().filter(o -> o.task().endpointId().equals(endpoint)).count();
  }

  long sentTo(UUID endpoint) {
    return sent.stream().filter(task -> task.endpointId().equals(endpoint)).count();
  }
}
