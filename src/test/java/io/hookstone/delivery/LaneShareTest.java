package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.endpoint.TestEndpoints;
import io.hookstone.testkit.ManualClock;
import io.hookstone.testkit.ManualScheduler;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many exchanges a lane gets, with the default settings. */
class LaneShareTest {

  private static final int TOTAL = 256;
  private static final int EACH = 16;

  private final ManualClock clock = new ManualClock();
  private final ManualScheduler scheduler = new ManualScheduler(clock);
  private final TestEndpoints endpoints = new TestEndpoints();
  private final FakeSender sender = new FakeSender();
  private final RecordOutcomes outcomes =
      new RecordOutcomes(
          new FakeOutcomeStore(), endpoint -> new RetrySchedule(List.of()), Random::new, scheduler);
  private final Lanes lanes =
      new Lanes(
          new Lanes.Limits(1_000, TOTAL, EACH, Tasks.TIMEOUT),
          endpoints,
          sender,
          Tasks.timer(scheduler),
          outcomes,
          clock);

  private UUID endpointWith(String name, int deliveries) {
    var endpoint = endpoints.add(name);
    var tasks = Stream.generate(() -> Tasks.to(endpoint)).limit(deliveries).toList();
    tasks.forEach(task -> assertThat(lanes.reserve(endpoint)).isTrue());
    lanes.submit(tasks);
    return endpoint;
  }

  private void fail(UUID endpoint) {
    var oldest =
        sender.open.stream()
            .filter(open -> open.task().endpointId().equals(endpoint))
            .findFirst()
            .orElseThrow();
    sender.open.remove(oldest);
    oldest.end(Tasks.failure());
  }

  @Test
  void leavesRoomForTheOthers_whenManyEndpointsHangFromTheBeginning() {
    for (int i = 0; i < 60; i++) {
      endpointWith("hanging-" + i, 100);
    }

    var healthy = endpointWith("healthy", 50);

    assertThat(sender.inFlight(healthy)).isPositive();
    while (sender.inFlight(healthy) > 0) {
      sender.answer(healthy);
    }
    assertThat(sender.sentTo(healthy)).isEqualTo(50);
  }

  @Test
  void growsWithEachSuccess_upToTheSetting() {
    var endpoint = endpointWith("erp", 200);
    assertThat(sender.inFlight(endpoint)).isEqualTo(4);

    sender.answer(endpoint);
    assertThat(sender.inFlight(endpoint)).isEqualTo(5);
    for (int i = 0; i < 50; i++) {
      sender.answer(endpoint);
    }
    assertThat(sender.inFlight(endpoint)).isEqualTo(EACH);
  }

  @Test
  void halvesWithEachFailure_downToOne_andComesBack() {
    var endpoint = endpointWith("erp", 200);
    for (int i = 0; i < 10; i++) {
      fail(endpoint);
    }
    assertThat(sender.inFlight(endpoint)).isEqualTo(1);

    sender.answer(endpoint);
    assertThat(sender.inFlight(endpoint)).isEqualTo(2);
  }
}
