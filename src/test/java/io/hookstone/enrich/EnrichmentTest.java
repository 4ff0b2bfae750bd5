package io.hookstone.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import io.hookstone.change.Origin;
import io.hookstone.change.Trigger;
import io.hookstone.testkit.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.junit.jupiter.api.Test;

/** What becomes of enrichers that fail or hang, in virtual time and without a database. */
class EnrichmentTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ManualClock clock = new ManualClock();
  private final List<Duration> waits = new ArrayList<>();
  private final List<String> onSession = new ArrayList<>();
  private final List<Runnable> hanging = new ArrayList<>();

  private static final class Scripted implements Enricher {
    private final Optional<FailurePolicy> policy;
    private final Consumer<List<EnrichableEvent>> work;
    private int calls;

    Scripted(Optional<FailurePolicy> policy, Consumer<List<EnrichableEvent>> work) {
      this.policy = policy;
      this.work = work;
    }

    @Override
    public boolean enriches(String entity) {
      return true;
    }

    @Override
    public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
      calls++;
      work.accept(events);
    }

    @Override
    public Optional<FailurePolicy> onFailure() {
      return policy;
    }
  }

  private static final EntityModel NO_MODEL =
      (EntityModel)
          Proxy.newProxyInstance(
              EntityModel.class.getClassLoader(),
              new Class<?>[] {EntityModel.class},
              (proxy, method, arguments) -> {
                throw new AssertionError("Nobody asks.");
              });

  private Session session() {
    var transaction = fake(Transaction.class);
    return (Session)
        Proxy.newProxyInstance(
            Session.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> {
              onSession.add(method.getName());
              return method.getName().equals("beginTransaction") ? transaction : null;
            });
  }

  private <T> T fake(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              onSession.add(method.getName());
              return method.getReturnType() == boolean.class ? true : null;
            }));
  }

  private Enrichment enrichment(Executor executor, FailurePolicy onFailure, Enricher... those) {
    return new Enrichment(
        NO_MODEL,
        tenant -> session(),
        executor,
        (ended, time) -> {
          if (ended.getCount() > 0) {
            waits.add(time);
            clock.advance(time);
          }
          return ended.getCount() == 0;
        },
        List.of(those),
        new EnrichmentLimits(TIMEOUT, onFailure, Duration.ofHours(1)),
        clock);
  }

  private ChangeSet order(String id) {
    return changeSet(id, null);
  }

  private ChangeSet changeSet(String id, @org.jspecify.annotations.Nullable Trigger trigger) {
    return new ChangeSet(
        UUID.randomUUID(),
        clock.instant(),
        null,
        null,
        List.of(new EntityChange(new EntityRef("Order", id), Operation.CREATE, "{\"id\":1}", null)),
        trigger);
  }

  private static Scripted adding(String name) {
    return new Scripted(Optional.empty(), events -> events.forEach(e -> e.put(name, 1)));
  }

  private static String data(EnrichedChangeSet enriched) {
    return enriched.events().get(0).data();
  }

  @Test
  void anEnricherThatThrows_takesNothingWithIt_andIsNamed() {
    var broken =
        new Scripted(
            Optional.empty(),
            events -> {
              events.get(0).put("half", true);
              throw new StackOverflowError("bottomless");
            });
    var enriched =
        enrichment(Runnable::run, FailurePolicy.DELIVER_PLAIN, adding("a"), broken, adding("b"))
            .enrich(List.of(order("1")));

    assertThat(data(enriched.get(0))).isEqualTo("{\"id\":1,\"a\":1,\"b\":1}");
    assertThat(enriched.get(0).events().get(0).note().failed()).containsExactly("Scripted");
    assertThat(enriched.get(0).held()).isFalse();
    assertThat(onSession).contains("rollback", "close");
  }

  @Test
  void anEnricherThatMutatesTheList_orAddsTooMuch_orNoJson_isIsolated() {
    var mutates = new Scripted(Optional.empty(), events -> events.remove(0));
    var huge =
        new Scripted(Optional.empty(), events -> events.get(0).put("huge", "x".repeat(5 << 20)));
    var cycle = new ArrayList<Object>();
    cycle.add(cycle);
    var noJson = new Scripted(Optional.empty(), events -> events.get(0).put("o", cycle));
    var enriched =
        enrichment(Runnable::run, FailurePolicy.DELIVER_PLAIN, mutates, huge, noJson, adding("a"))
            .enrich(List.of(order("1")));

    assertThat(data(enriched.get(0))).isEqualTo("{\"id\":1,\"a\":1}");
  }

  @Test
  void theEventsOfACall_getNoMoreThan16MiBTogether() {
    var large = "x".repeat(3 << 20);
    var greedy =
        new Scripted(Optional.empty(), events -> events.forEach(e -> e.put("large", large)));
    var sets = List.of(order("1"), order("2"), order("3"), order("4"), order("5"), order("6"));
    var enriched = enrichment(Runnable::run, FailurePolicy.DELIVER_PLAIN, greedy).enrich(sets);
    assertThat(enriched).allSatisfy(one -> assertThat(data(one)).isEqualTo("{\"id\":1}"));
  }

  @Test
  void anEnricherThatHangs_isAbandonedAfterItsTime_andLeftOutUntilItComesBack() {
    var hangs = adding("late");
    var enrichment = enrichment(hanging::add, FailurePolicy.DELIVER_PLAIN, hangs);
    var first = enrichment.enrich(List.of(order("1"))).get(0);

    assertThat(waits).containsExactly(TIMEOUT, EnricherCall.GRACE, EnricherCall.GRACE);
    assertThat(data(first)).isEqualTo("{\"id\":1}");
    assertThat(first.events().get(0).note().failed()).containsExactly("Scripted");

    clock.advance(Duration.ofHours(1));
    enrichment.enrich(List.of(order("2")));
    assertThat(hanging).as("no second thread while the first is stuck").hasSize(1);

    hanging.get(0).run();
    assertThat(data(first)).as("what comes too late").isEqualTo("{\"id\":1}");
    enrichment.enrich(List.of(order("3")));
    assertThat(hanging).hasSize(2);
  }

  @Test
  void anEnricherThatTakesTooLong_pausesLongerEachTime_andNotAnyMoreAfterASuccess() {
    var slow = new boolean[] {true};
    var enricher = adding("a");
    var enrichment =
        enrichment(
            job -> {
              if (slow[0]) {
                hanging.add(job);
              } else {
                job.run();
              }
            },
            FailurePolicy.DELIVER_PLAIN,
            enricher);
    enrichment.enrich(List.of(order("1")));
    hanging.remove(0).run();

    clock.advance(Duration.ofSeconds(9));
    enrichment.enrich(List.of(order("2")));
    assertThat(hanging).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    enrichment.enrich(List.of(order("3")));
    hanging.remove(0).run();

    slow[0] = false;
    clock.advance(Duration.ofSeconds(19));
    assertThat(data(enrichment.enrich(List.of(order("4"))).get(0))).isEqualTo("{\"id\":1}");
    clock.advance(Duration.ofSeconds(1));
    assertThat(data(enrichment.enrich(List.of(order("5"))).get(0))).contains("\"a\":1");
    assertThat(enricher.calls).isEqualTo(3);
  }

  @Test
  void events_areHeld_forABoundedTime_byTheSettingOrByTheEnricher() {
    Consumer<List<EnrichableEvent>> failing =
        events -> {
          throw new IllegalStateException("away");
        };
    var set = order("1");
    var byDefault = new Scripted(Optional.empty(), failing);
    var byItself = new Scripted(Optional.of(FailurePolicy.HOLD), failing);
    var plain = new Scripted(Optional.of(FailurePolicy.DELIVER_PLAIN), failing);

    assertThat(held(enrichment(Runnable::run, FailurePolicy.HOLD, byDefault), set)).isTrue();
    assertThat(held(enrichment(Runnable::run, FailurePolicy.DELIVER_PLAIN, byItself), set))
        .isTrue();
    assertThat(held(enrichment(Runnable::run, FailurePolicy.HOLD, plain), set)).isFalse();

    clock.advance(Duration.ofHours(1));
    assertThat(held(enrichment(Runnable::run, FailurePolicy.HOLD, byDefault), set)).isFalse();
  }

  private static boolean held(Enrichment enrichment, ChangeSet set) {
    return enrichment.enrich(List.of(set)).get(0).held();
  }

  @Test
  void testEvents_areNotEnriched_manualOnesAre() {
    var enrichment = enrichment(Runnable::run, FailurePolicy.DELIVER_PLAIN, adding("a"));
    var test = changeSet("1", new Trigger(Origin.TEST, "order.created", null));
    var manual = changeSet("1", new Trigger(Origin.MANUAL, "order.created", null));
    assertThat(enrichment.enrich(List.of(test, manual)).stream().map(EnrichmentTest::data))
        .containsExactly("{\"id\":1}", "{\"id\":1,\"a\":1}");
  }

  @Test
  void renderedValues_areWrittenAsTheyStand() {
    var enricher =
        new Scripted(
            Optional.empty(),
            events -> events.get(0).put("price", List.of(new RenderedValue("12.3400"))));
    var enriched =
        enrichment(Runnable::run, FailurePolicy.DELIVER_PLAIN, enricher)
            .enrich(List.of(order("1")));
    assertThat(data(enriched.get(0))).isEqualTo("{\"id\":1,\"price\":[12.3400]}");
  }

  @Test
  void anEnricherThatCannotSayItsNameAnyMore_keepsNoBatchFromBeingRelayed() {
    var asked = new int[1];
    var enricher =
        new Enricher() {
          @Override
          public boolean enriches(String entity) {
            return true;
          }

          @Override
          public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
            throw new IllegalStateException("broken");
          }

          @Override
          public Optional<FailurePolicy> onFailure() {
            return Optional.of(answer(FailurePolicy.DELIVER_PLAIN));
          }

          @Override
          public String name() {
            return answer("flaky");
          }

          private <T> T answer(T answer) {
            if (asked[0]++ > 1) {
              throw new IllegalStateException("closed");
            }
            return answer;
          }
        };
    var enrichment = enrichment(Runnable::run, FailurePolicy.HOLD, enricher);

    var enriched = enrichment.enrich(List.of(order("1"))).get(0);

    assertThat(enriched.held()).isFalse();
    assertThat(enriched.events().get(0).note().failed()).containsExactly("flaky");
  }
}
