package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.ManualClock;
import io.hookstone.testkit.ManualScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordOutcomesTest {

  private final ManualScheduler scheduler = new ManualScheduler(new ManualClock());
  private final FakeOutcomeStore store = new FakeOutcomeStore();
  private final RecordOutcomes outcomes =
      new RecordOutcomes(
          store,
          endpoint -> new RetrySchedule(List.of(Duration.ofSeconds(5))),
          Random::new,
          scheduler);

  private void record(int count) {
    for (int i = 0; i < count; i++) {
      outcomes.record(Tasks.attempted(0, false), Tasks.success());
    }
  }

  @Test
  void writesWhatCameTogether_inOneTransaction() {
    record(3);
    outcomes.release(Tasks.attempted(0, false));
    scheduler.runDue();

    assertThat(store.batches).containsExactly(3);
    assertThat(store.released).hasSize(1);
  }

  @Test
  void writesMany_inBoundedBatches_inTheirOrder() {
    record(RecordOutcomes.MAX_BATCH * 2 + 1);
    scheduler.runDue();

    assertThat(store.batches)
        .containsExactly(RecordOutcomes.MAX_BATCH, RecordOutcomes.MAX_BATCH, 1);
  }

  @Test
  void writesNothing_withoutOutcomes() {
    assertThat(outcomes.writeAll()).isTrue();
    assertThat(store.batches).isEmpty();
  }

  @Test
  void keepsEverything_whileTheDatabaseIsAway_andTriesAgainAfterASecond() {
    store.away = true;
    var task = Tasks.attempted(0, false);
    outcomes.record(task, Tasks.success());
    outcomes.release(task);
    scheduler.runDue();
    assertThat(store.outcomes).isEmpty();

    store.away = false;
    scheduler.advance(Duration.ofMillis(999));
    assertThat(store.outcomes).isEmpty();
    scheduler.advance(Duration.ofMillis(1));

    assertThat(store.outcomes).singleElement().extracting(Outcome::task).isEqualTo(task);
    assertThat(store.released).containsExactly(task);
  }

  @Test
  void keepsReleases_whileTheDatabaseIsAway_alsoWithoutAnyOutcome() {
    store.away = true;
    var task = Tasks.attempted(0, false);
    outcomes.release(task);
    scheduler.runDue();

    store.away = false;
    scheduler.advance(Duration.ofSeconds(1));

    assertThat(store.released).containsExactly(task);
  }

  @Test
  void saysThatItCouldNotWrite() {
    store.away = true;
    record(1);

    assertThat(outcomes.writeAll()).isFalse();
  }

  @Test
  void writesTheOthers_andWhatIsLeftOfTheOne_thatTheDatabaseDoesNotTake() {
    store.refused = outcome -> outcome.exchange().responseBody() != null;
    var refused = Tasks.attempted(0, false);
    record(2);
    outcomes.record(refused, Tasks.failure());
    record(2);
    outcomes.release(Tasks.attempted(0, false));
    scheduler.runDue();

    assertThat(store.outcomes).hasSize(5);
    assertThat(store.released).hasSize(1);
    assertThat(store.outcomes)
        .filteredOn(outcome -> outcome.task().equals(refused))
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.status()).isEqualTo(DeliveryStatus.RETRYING);
              assertThat(outcome.exchange().status()).isEqualTo(500);
              assertThat(outcome.exchange().error()).contains("cannot be stored");
            });
  }

  @Test
  void hasRoom_untilTooManyWait() {
    store.away = true;
    record(RecordOutcomes.MAX_WAITING - 1);
    assertThat(outcomes.hasRoom()).isTrue();
    record(1);
    assertThat(outcomes.hasRoom()).isFalse();
  }

  @Test
  void tellsAboutRoom_afterEveryBatch_soThatNoSenderWaitsForever() {
    var told = new AtomicInteger();
    outcomes.onRoom(told::incrementAndGet);
    record(RecordOutcomes.MAX_BATCH + 1);
    scheduler.runDue();

    assertThat(told).hasValue(2);
  }

  @Test
  void forgetsQuietly_whenShutDown() {
    scheduler.shutdown();
    record(1);
    outcomes.release(Tasks.attempted(0, false));

    assertThat(store.outcomes).isEmpty();
    assertThat(outcomes.writeAll()).as("the engine writes the rest itself").isTrue();
    assertThat(store.outcomes).hasSize(1);
  }
}
