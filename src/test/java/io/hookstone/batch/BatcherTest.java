package io.hookstone.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.testkit.ManualClock;
import io.hookstone.testkit.ManualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatcherTest {

  private static final Duration WINDOW = Duration.ofMillis(100);

  private final ManualScheduler scheduler = new ManualScheduler(new ManualClock());
  private final List<List<UUID>> batches = Collections.synchronizedList(new ArrayList<>());
  private final Batcher batcher = new Batcher(WINDOW, 5, scheduler, batches::add);

  private static List<UUID> rows(int count) {
    return Stream.generate(UUID::randomUUID).limit(count).toList();
  }

  private List<Integer> sizes() {
    return batches.stream().map(List::size).toList();
  }

  private void pass(long millis) {
    scheduler.advance(Duration.ofMillis(millis));
  }

  @Test
  void relaysTogether_whatCommitsWithinOneWindow() {
    var first = rows(2);
    var second = rows(1);

    batcher.offer(first);
    pass(60);
    batcher.offer(second);
    pass(39);
    assertThat(batches).isEmpty();
    pass(1);

    assertThat(batches).containsExactly(Stream.of(first, second).flatMap(List::stream).toList());
  }

  @Test
  void closesTheWindow_aFixedTimeAfterTheFirstRow_howeverManyFollow() {
    for (int i = 0; i < 4; i++) {
      batcher.offer(rows(1));
      pass(33);
    }

    assertThat(sizes()).containsExactly(4);
  }

  @Test
  void schedulesNothing_withoutRows() {
    batcher.offer(List.of());
    pass(1_000);
    batcher.flush();

    assertThat(batches).isEmpty();
    assertThat(scheduler.waiting()).isZero();
  }

  @Test
  void flushesEarly_whenABatchIsFull() {
    batcher.offer(rows(5));
    scheduler.runDue();

    assertThat(sizes()).containsExactly(5);
  }

  @Test
  void splitsManyRows_intoFullBatchesAtOnce_andOpensAWindowForTheRest() {
    batcher.offer(rows(12));
    scheduler.runDue();
    assertThat(sizes()).containsExactly(5, 5);

    pass(99);
    assertThat(sizes()).containsExactly(5, 5);
    pass(1);
    assertThat(sizes()).containsExactly(5, 5, 2);
  }

  @Test
  void opensAFullWindow_afterAnEarlyFlush() {
    batcher.offer(rows(1));
    pass(90);
    batcher.offer(rows(4));
    scheduler.runDue();
    assertThat(sizes()).containsExactly(5);

    batcher.offer(rows(1));
    pass(50);
    batcher.offer(rows(1));
    assertThat(sizes()).as("the timer of the first window must not end the second").hasSize(1);
    pass(50);

    assertThat(sizes()).containsExactly(5, 2);
  }

  @Test
  void leavesNoTimerBehind_afterEarlyFlushes() {
    for (int i = 0; i < 100; i++) {
      batcher.offer(rows(1));
      batcher.offer(rows(4));
      scheduler.runDue();
    }

    assertThat(batches).hasSize(100);
    assertThat(scheduler.waiting()).isZero();
  }

  @Test
  void opensTheNextWindow_forRowsThatArriveDuringARelay() {
    var late = rows(1);
    var reentrant = new Batcher[1];
    reentrant[0] =
        new Batcher(
            WINDOW,
            5,
            scheduler,
            batch -> {
              batches.add(batch);
              if (batches.size() == 1) {
                reentrant[0].offer(late);
              }
            });
    reentrant[0].offer(rows(5));
    scheduler.runDue();
    assertThat(sizes()).containsExactly(5);

    pass(100);

    assertThat(batches.get(1)).isEqualTo(late);
  }

  @Test
  void goesOn_afterARelayThatFailed() {
    var failing =
        new Batcher(
            WINDOW,
            5,
            scheduler,
            batch -> {
              batches.add(batch);
              throw new StackOverflowError("once");
            });
    failing.offer(rows(5));
    assertThatThrownBy(scheduler::runDue).hasRootCauseMessage("once");

    failing.offer(rows(1));
    assertThatThrownBy(() -> pass(100)).hasRootCauseMessage("once");

    assertThat(sizes()).containsExactly(5, 1);
  }

  @Test
  void letsOtherJobsOfItsThread_haveTheirTurn_betweenTwoBatches() {
    batcher.offer(rows(10));
    scheduler.execute(() -> batches.add(List.of()));
    scheduler.runDue();

    assertThat(sizes()).containsExactly(5, 0, 5);
  }

  @Test
  void dropsWhatDoesNotFit_withoutThrowing_andGoesOnAfterwards() {
    batcher.offer(rows(Batcher.CAPACITY));
    batcher.offer(rows(1));
    scheduler.runDue();
    assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(Batcher.CAPACITY);

    batches.clear();
    batcher.offer(rows(1));
    pass(100);
    assertThat(sizes()).containsExactly(1);
  }

  @Test
  void dropsQuietly_andKeepsNothing_whenShutDown() {
    scheduler.shutdown();
    batcher.offer(rows(1));
    batcher.offer(rows(7));
    batcher.offer(rows(1));

    batcher.flush();
    assertThat(batches).isEmpty();
  }

  @Test
  void flushRelaysWhatWaits_inBatches_withoutWaitingForTheWindow() {
    batcher.offer(rows(4));
    batcher.flush();
    assertThat(sizes()).containsExactly(4);

    pass(100);
    assertThat(batches.stream().filter(batch -> !batch.isEmpty())).hasSize(1);
  }

  @Test
  void relaysEveryRowOnce_whenManyThreadsOffer() throws Exception {
    var executor = Executors.newSingleThreadScheduledExecutor();
    var threads = Executors.newFixedThreadPool(4);
    try {
      var relayed = Collections.synchronizedList(new ArrayList<UUID>());
      int count = 4 * 2_000;
      var done = new CountDownLatch(count);
      var busy =
          new Batcher(
              Duration.ofMillis(1),
              7,
              executor,
              batch -> {
                relayed.addAll(batch);
                batch.forEach(row -> done.countDown());
              });
      var offered = Collections.synchronizedList(new ArrayList<UUID>());
      for (int thread = 0; thread < 4; thread++) {
        threads.execute(
            () -> {
              for (int i = 0; i < 2_000; i++) {
                var rows = rows(1);
                offered.addAll(rows);
                busy.offer(rows);
              }
            });
      }

      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(relayed).containsExactlyInAnyOrderElementsOf(offered);
    } finally {
      threads.shutdownNow();
      executor.shutdownNow();
    }
  }

  @Test
  void endsAFlushAfterItsPresentBatch_andTakesNoMore_whenItIsAbandoned() {
    var relayed = new ArrayList<Integer>();
    var self = new CompletableFuture<Batcher>();
    var abandonedMeanwhile =
        new Batcher(
            WINDOW,
            5,
            scheduler,
            batch -> {
              relayed.add(batch.size());
              self.join().abandon();
            });
    self.complete(abandonedMeanwhile);
    abandonedMeanwhile.offer(rows(12));
    abandonedMeanwhile.flush();
    abandonedMeanwhile.offer(rows(1));
    pass(1_000);

    assertThat(relayed).filteredOn(size -> size > 0).containsExactly(5);
  }
}
