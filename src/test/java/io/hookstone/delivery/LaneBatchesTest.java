package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.endpoint.BatchDelivery;
import io.hookstone.endpoint.EndpointPolicies;
import io.hookstone.endpoint.PayloadShape;
import io.hookstone.endpoint.TestEndpoints;
import io.hookstone.testkit.ManualClock;
import io.hookstone.testkit.ManualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lanes put into one request, in virtual time. */
class LaneBatchesTest {

  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final BatchDelivery BATCH = new BatchDelivery(5, 20_000, WAIT);

  private final ManualClock clock = new ManualClock();
  private final ManualScheduler scheduler = new ManualScheduler(clock);
  private final TestEndpoints endpoints = new TestEndpoints();
  private final FakeSender sender = new FakeSender();
  private final FakeOutcomeStore store = new FakeOutcomeStore();
  private final RecordOutcomes outcomes =
      new RecordOutcomes(
          store,
          endpoint -> new RetrySchedule(List.of(Duration.ofSeconds(100))),
          () -> new Random(),
          scheduler);
  private final Lanes lanes =
      new Lanes(
          new Lanes.Limits(100, 6, 3, Tasks.TIMEOUT),
          endpoints,
          sender,
          Tasks.timer(scheduler),
          outcomes,
          clock);
  private final UUID erp = endpoints.add("erp", policies(PayloadShape.FULL));
  private final UUID plain = endpoints.add("plain");

  private static EndpointPolicies policies(PayloadShape shape) {
    return new EndpointPolicies(shape, BATCH);
  }

  private List<DeliveryTask> submit(DeliveryTask... tasks) {
    for (DeliveryTask task : tasks) {
      assertThat(lanes.reserve(task.endpointId())).isTrue();
    }
    lanes.submit(List.of(tasks));
    return List.of(tasks);
  }

  private List<DeliveryTask> submit(int count) {
    return submit(Stream.generate(() -> Tasks.to(erp)).limit(count).toArray(DeliveryTask[]::new));
  }

  private List<Integer> sizes() {
    return sender.open.stream().map(open -> open.tasks().size()).toList();
  }

  private void end(Exchange exchange) {
    sender.open.remove(0).end(exchange);
    scheduler.runDue();
  }

  @Test
  void waitsForOthers_asLongAsTheFirstMay_andNoLonger() {
    submit(1);
    scheduler.advance(Duration.ofMillis(1_500));
    submit(1);
    scheduler.advance(Duration.ofMillis(499));
    assertThat(sender.open).isEmpty();

    scheduler.advance(Duration.ofMillis(1));
    assertThat(sizes()).containsExactly(2);
    submit(1);
    scheduler.advance(WAIT.minusMillis(1));
    assertThat(sizes()).as("the next waits anew").containsExactly(2);
    scheduler.advance(Duration.ofMillis(1));
    assertThat(sizes()).containsExactly(2, 1);
  }

  @Test
  void doesNotWait_whenThereAreEnough_andSendsThemInTheirOrder() {
    var tasks = submit(12);

    assertThat(sizes()).containsExactly(5, 5);
    assertThat(sender.sent).containsExactlyElementsOf(tasks.subList(0, 10));
    scheduler.advance(WAIT);
    assertThat(sizes()).containsExactly(5, 5, 2);
    assertThat(scheduler.waiting()).as("no timer is left").isZero();
  }

  @Test
  void doesNotWait_whenTheyAreLargeEnough_andSendsNoMoreThanFits() {
    submit(Tasks.to(erp, 9_000), Tasks.to(erp, 9_000));
    assertThat(sender.open).isEmpty();

    submit(Tasks.to(erp, 9_000));
    assertThat(sizes()).containsExactly(2);
    scheduler.advance(WAIT);
    assertThat(sizes()).containsExactly(2, 1);
    submit(Tasks.to(erp, 50_000));
    assertThat(sizes()).as("one is sent in any case").containsExactly(2, 1, 1);
  }

  @Test
  void countsWhatIsSent_ofEventsThatAreThin() {
    var thin = endpoints.add("thin", policies(PayloadShape.FULL.asThin()));
    var capped = endpoints.add("capped", policies(PayloadShape.FULL.limitedTo(2_000)));
    for (UUID endpoint : List.of(thin, capped)) {
      submit(
          IntStream.range(0, 5)
              .mapToObj(i -> Tasks.to(endpoint, 100_000))
              .toArray(DeliveryTask[]::new));
    }

    assertThat(sizes()).containsExactly(5, 5);
  }

  @Test
  void countsABatch_asOneExchange_andEachOfItsEventsAsAPlace() throws Exception {
    submit(20);
    assertThat(sizes()).as("at most three exchanges").containsExactly(5, 5, 5);
    assertThat(lanes.inFlight()).isEqualTo(3);
    for (int i = 0; i < 80; i++) {
      assertThat(lanes.reserve(erp)).isTrue();
    }
    assertThat(lanes.reserve(erp)).isFalse();

    end(Tasks.success());
    assertThat(sizes()).containsExactly(5, 5, 5);
    for (int i = 0; i < 5; i++) {
      assertThat(lanes.reserve(erp)).isTrue();
    }
    assertThat(lanes.reserve(erp)).isFalse();
    end(Tasks.success());
    end(Tasks.success());
    end(Tasks.success());
    assertThat(lanes.inFlight()).isZero();
    assertThat(store.outcomes).hasSize(20);
    assertThat(lanes.drain(Duration.ZERO)).isEmpty();
  }

  @Test
  void delivers_everyEventOfABatch() {
    var tasks = submit(5);
    end(Tasks.success());

    assertThat(store.outcomes).extracting(Outcome::task).containsExactlyElementsOf(tasks);
    assertThat(store.outcomes).extracting(Outcome::status).containsOnly(DeliveryStatus.DELIVERED);
  }

  @Test
  void givesEveryEventOfAFailedBatch_anOutcomeAndATimeOfItsOwn() {
    submit(5);
    end(Tasks.failure().weighing(Exchange.Weight.SHARED));

    assertThat(store.outcomes).hasSize(5).extracting(Outcome::attempts).containsOnly(1);
    assertThat(store.outcomes)
        .extracting(Outcome::nextAttemptAt)
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void sendsByItself_whatMayBeWhatTheReceiverCannotTake() {
    var together = new ArrayList<>(submit(1));
    var alone = submit(Tasks.alone(erp), Tasks.alone(erp));
    together.addAll(submit(1));

    assertThat(sender.open)
        .extracting(FakeSender.Open::tasks)
        .as("at once")
        .containsExactly(List.of(alone.get(0)), List.of(alone.get(1)));
    scheduler.advance(WAIT);
    assertThat(sender.open.get(2).tasks()).isEqualTo(together);
  }

  @Test
  void letsThoseTakeTurns_thatGoAlone_andBatches() {
    var all = new ArrayList<DeliveryTask>();
    IntStream.range(0, 6).forEach(i -> all.add(Tasks.alone(erp)));
    IntStream.range(0, 15).forEach(i -> all.add(Tasks.to(erp)));
    submit(all.toArray(DeliveryTask[]::new));
    var sizes = new ArrayList<Integer>();
    while (!sender.open.isEmpty()) {
      sizes.add(sender.open.get(0).tasks().size());
      end(Tasks.success());
    }

    assertThat(sizes).startsWith(1, 5, 1, 5, 1, 5).hasSize(9);
  }

  @Test
  void sendsAgainAtOnce_whatDidNotFit_withWhatFollows() {
    var tasks = submit(5);
    var open = sender.open.get(0);
    open.results().unsent(tasks.subList(3, 5));
    assertThat(sizes()).containsExactly(5, 2);
    assertThat(sender.open.get(1).tasks()).isEqualTo(tasks.subList(3, 5));
    open.results().ended(tasks.subList(0, 3), Tasks.success());
    sender.open.remove(0);
    assertThat(lanes.inFlight()).isEqualTo(1);

    end(Tasks.success());
    assertThat(store.outcomes).extracting(Outcome::task).containsExactlyElementsOf(tasks);
    assertThat(lanes.inFlight()).isZero();
  }

  @Test
  void takesNoEventThatCanNeverBeSent_forASignOfTheEndpoint() {
    submit(IntStream.range(0, 40).mapToObj(i -> Tasks.alone(erp)).toArray(DeliveryTask[]::new));
    for (int i = 0; i < 20; i++) {
      end(Tasks.failure().weighing(Exchange.Weight.HOPELESS));
    }

    assertThat(sizes()).as("its share is what it was").containsExactly(1, 1, 1);
  }

  @Test
  void neverMixesEndpoints_norBatchesWhereNobodyAskedForIt() {
    var other = endpoints.add("other", policies(PayloadShape.FULL));
    submit(Tasks.to(erp), Tasks.to(other), Tasks.to(plain), Tasks.to(plain), Tasks.to(erp));
    assertThat(sizes()).containsExactly(1, 1);
    assertThat(sender.inFlight(plain)).isEqualTo(2);

    scheduler.advance(WAIT);
    assertThat(sizes()).containsExactly(1, 1, 2, 1);
    assertThat(sender.open)
        .allSatisfy(
            open ->
                assertThat(open.tasks().stream().map(DeliveryTask::endpointId).distinct())
                    .hasSize(1));
  }

  @Test
  void leavesOut_whatHasNotEnoughOfItsLease() {
    var soon =
        new DeliveryTask(UUID.randomUUID(), erp, Tasks.event(), 0, false, leaseEndingIn(16), false);
    var later = submit(soon, Tasks.to(erp)).get(1);
    scheduler.advance(WAIT);

    assertThat(sender.open)
        .singleElement()
        .extracting(FakeSender.Open::tasks)
        .isEqualTo(List.of(later));
    end(Tasks.success());
    assertThat(lanes.inFlight()).isZero();
    assertThat(store.released).isEmpty();
  }

  private Instant leaseEndingIn(int seconds) {
    return clock.instant().plusSeconds(seconds);
  }

  @Test
  void releasesAll_whenTheEndpointWasPausedWhileTheyWaited() {
    var tasks = submit(3);
    endpoints.pause(erp);
    scheduler.advance(WAIT);

    assertThat(sender.open).isEmpty();
    assertThat(store.released).containsExactlyElementsOf(tasks);
    assertThat(lanes.inFlight()).isZero();
  }

  @Test
  void doesNotWaitForAFullBatch_whenItStops_andReturnsWhatIsNotSent() throws Exception {
    var tasks = submit(3);

    assertThat(lanes.drain(Duration.ofMillis(1)))
        .as("nothing came of them yet")
        .containsExactlyInAnyOrderElementsOf(tasks);
    assertThat(sizes()).containsExactly(3);
  }
}
