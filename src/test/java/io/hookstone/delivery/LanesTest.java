package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.endpoint.TestEndpoints;
import io.hookstone.testkit.ManualClock;
import io.hookstone.testkit.ManualScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static final int CAPACITY = 10;
  private static final int TOTAL = 6;
  private static final int EACH = 3;

  private final ManualClock clock = new ManualClock();
  private final ManualScheduler scheduler = new ManualScheduler(clock);
  private final TestEndpoints endpoints = new TestEndpoints();
  private final FakeSender sender = new FakeSender();
  private final FakeOutcomeStore store = new FakeOutcomeStore();
  private final RecordOutcomes outcomes =
      new RecordOutcomes(store, endpoint -> new RetrySchedule(List.of()), Random::new, scheduler);
  private final Lanes lanes = lanes(TOTAL, EACH);

  private final UUID a = endpoints.add("a");
  private final UUID b = endpoints.add("b");
  private final UUID c = endpoints.add("c");

  private Lanes lanes(int total, int each) {
    return new Lanes(
        new Lanes.Limits(CAPACITY, total, each, Tasks.TIMEOUT),
        endpoints,
        sender,
        Tasks.timer(scheduler),
        outcomes,
        clock);
  }

  /** Reserves and submits; the reservations must succeed. */
  private List<DeliveryTask> submit(UUID endpoint, int count) {
    var tasks = Stream.generate(() -> Tasks.to(endpoint)).limit(count).toList();
    tasks.forEach(task -> assertThat(lanes.reserve(endpoint)).isTrue());
    lanes.submit(tasks);
    return tasks;
  }

  @Test
  void refusesAPlace_whenTheLaneIsFull_butNotInOtherLanes() {
    for (int i = 0; i < CAPACITY; i++) {
      assertThat(lanes.reserve(a)).isTrue();
    }

    assertThat(lanes.reserve(a)).isFalse();
    assertThat(lanes.reserve(b)).isTrue();
    assertThat(lanes.full()).containsExactly(a);
  }

  @Test
  void countsEndpointsThatAreNotSentTo_asFull_soThatTheDuePollLeavesThemOut() {
    endpoints.pause(b);

    assertThat(lanes.full()).containsExactly(b);
  }

  @Test
  void countsReservedWaitingAndInFlight_asTakenPlaces() {
    submit(a, 5);
    for (int i = 0; i < 5; i++) {
      assertThat(lanes.reserve(a)).isTrue();
    }
    assertThat(lanes.reserve(a)).isFalse();

    sender.answer(a);
    assertThat(lanes.reserve(a)).as("an outcome gives its place back").isTrue();
    assertThat(lanes.reserve(a)).isFalse();
  }

  @Test
  void givesAPlaceBack_whenItsReservationIsCanceled() {
    for (int i = 0; i < CAPACITY; i++) {
      lanes.reserve(a);
    }
    lanes.cancelReservation(a);

    assertThat(lanes.reserve(a)).isTrue();
    assertThat(lanes.full()).containsExactly(a);
  }

  @Test
  void isRoomy_untilMoreThanHalfIsTaken() {
    for (int i = 0; i < CAPACITY / 2; i++) {
      lanes.reserve(a);
    }
    assertThat(lanes.roomy(a)).isTrue();
    lanes.reserve(a);
    assertThat(lanes.roomy(a)).isFalse();
    assertThat(lanes.roomy(b)).isTrue();
  }

  @Test
  void sendsNoMoreThanAllowedAtOnce_toOneEndpoint() {
    submit(a, 8);
    assertThat(sender.inFlight(a)).isEqualTo(EACH);

    sender.answer(a);
    assertThat(sender.inFlight(a)).isEqualTo(EACH);
    sender.answerAll();
    assertThat(sender.sentTo(a)).isEqualTo(8);
    assertThat(lanes.inFlight()).isZero();
  }

  @Test
  void sendsNoMoreThanAllowedAtOnce_inTotal() {
    submit(a, 3);
    submit(b, 3);
    submit(c, 3);
    assertThat(lanes.inFlight()).isEqualTo(TOTAL);
    assertThat(sender.inFlight(c)).isZero();

    sender.answer(a);
    assertThat(sender.inFlight(c)).isEqualTo(1);
  }

  @Test
  void keepsTheOrder_withinALane() {
    var tasks = submit(a, 8);
    sender.answerAll();

    assertThat(sender.sent).containsExactlyElementsOf(tasks);
  }

  @Test
  void letsLanesTakeTurns() {
    var oneAtATime = lanes(1, 1);
    for (UUID endpoint : List.of(a, b, c)) {
      for (int i = 0; i < 3; i++) {
        oneAtATime.reserve(endpoint);
        oneAtATime.submit(List.of(Tasks.to(endpoint)));
      }
    }
    sender.answerAll();

    assertThat(sender.sent.stream().map(DeliveryTask::endpointId))
        .containsExactly(a, b, c, a, b, c, a, b, c);
  }

  @Test
  void goesOnWithOtherEndpoints_whileOneHangs() {
    submit(a, 10);
    submit(b, 10);
    while (sender.inFlight(b) > 0) {
      sender.answer(b);
    }

    assertThat(sender.sentTo(b)).isEqualTo(10);
    assertThat(sender.sentTo(a)).isEqualTo(EACH);
  }

  @Test
  void doesNotSend_whenTheLeaseCouldEndBeforeTheAttempt() {
    clock.advance(Duration.ofSeconds(46));
    submit(a, 1);
    scheduler.runDue();

    assertThat(sender.sent).isEmpty();
    assertThat(store.released).as("the lease ends by itself").isEmpty();
    assertThat(lanes.inFlight()).isZero();
  }

  @Test
  void sends_whenTheLeaseLastsExactlyAsLongAsTheAttempt() {
    clock.advance(Duration.ofSeconds(45));
    submit(a, 1);

    assertThat(sender.sent).hasSize(1);
  }

  @Test
  void releasesWithoutSending_whenTheEndpointWasPausedMeanwhile() {
    var tasks = submit(a, 5);
    endpoints.pause(a);
    sender.answerAll();
    scheduler.runDue();

    assertThat(sender.sent).containsExactlyElementsOf(tasks.subList(0, EACH));
    assertThat(store.released).containsExactlyElementsOf(tasks.subList(EACH, 5));
    assertThat(lanes.inFlight()).isZero();
  }

  @Test
  void releasesWithoutSending_whenTheEndpointWasRemovedMeanwhile() {
    var tasks = submit(a, 5);
    endpoints.remove(a);
    sender.answerAll();
    scheduler.runDue();

    assertThat(sender.sent).hasSize(EACH);
    assertThat(store.released).containsExactlyElementsOf(tasks.subList(EACH, 5));
  }

  @Test
  void takesNoWork_forAnEndpointThatThisNodeDoesNotKnowAsActive() {
    endpoints.pause(a);

    assertThat(lanes.reserve(a)).isFalse();
    assertThat(lanes.reserve(UUID.randomUUID())).isFalse();
    endpoints.resume(a);
    assertThat(lanes.reserve(a)).isTrue();
  }

  @Test
  void stopsSending_whileOutcomesAreBackedUp_andGoesOnWhenTheyAreWritten() {
    store.away = true;
    for (int i = 0; i < RecordOutcomes.MAX_WAITING; i++) {
      outcomes.record(Tasks.to(b), Tasks.success());
    }
    submit(a, 1);
    assertThat(sender.sent).isEmpty();

    store.away = false;
    scheduler.advance(Duration.ofSeconds(2));
    assertThat(sender.sent).hasSize(1);
  }

  @Test
  void leavesToItsLease_whatAClosedSenderRefuses_andKeepsNoPlace() throws Exception {
    sender.closed = true;
    submit(a, CAPACITY);

    assertThat(lanes.inFlight()).isZero();
    assertThat(lanes.reserve(a)).isTrue();
    lanes.cancelReservation(a);
    assertThat(lanes.drain(Duration.ZERO)).isEmpty();
  }

  @Test
  void takesNoMoreWork_onceDrained() throws Exception {
    lanes.reserve(a);

    assertThat(lanes.drain(Duration.ZERO)).isEmpty();

    assertThat(lanes.reserve(c)).isFalse();
    lanes.submit(List.of(Tasks.to(a)));
    assertThat(sender.sent).isEmpty();
  }

  @Test
  void drainReturnsWhatWaitsAndWhatHangs_asNothingCameOfEither() throws Exception {
    var tasks = submit(a, 5);

    assertThat(lanes.drain(Duration.ofMillis(1))).containsExactlyInAnyOrderElementsOf(tasks);
  }

  @Test
  void drainSends_whatWaits_andWaitsForExchangesInFlight() throws Exception {
    submit(a, 4);
    var answering =
        new Thread(
            () -> {
              while (lanes.reserve(b)) {
                lanes.cancelReservation(b);
                Thread.onSpinWait();
              }
              sender.answerAll();
            });
    answering.start();

    assertThat(lanes.drain(Duration.ofSeconds(20))).isEmpty();
    answering.join();
    assertThat(lanes.inFlight()).isZero();
    scheduler.runDue();
    assertThat(store.outcomes).hasSize(4);
  }
}
