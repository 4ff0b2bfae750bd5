package io.hookstone.enrich;

import io.hookstone.enrich.EnricherCall.Ending;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One enricher, kept from doing harm. Used by one thread at a time.
 *
 * <p>An enricher that takes too long is left out for a while, and in any case until its thread has
 * come back: at most one thread of each enricher is ever stuck.
 */
final class GuardedEnricher {

  private static final Logger LOG = Logger.getLogger(GuardedEnricher.class);

  static final Duration SHORTEST_PAUSE = Duration.ofSeconds(10);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Enricher enricher;

  /** Asked once, at the start: an answer that fails later would keep a batch from being relayed. */
  private final String name;

  private final Optional<FailurePolicy> onFailure;
  private final Surroundings surroundings;
  private final EnrichmentLimits limits;
  private final Clock clock;
  private final Map<String, Boolean> answers = new HashMap<>();
  private Duration pause = SHORTEST_PAUSE;
  private @Nullable Instant pausedUntil;
  private @Nullable EnricherCall stuck;

  /**
   * What an enricher runs in.
   *
   * @param sessions opens a read-only session for a tenant, or for an application without tenants
   * @param executor gives each call a thread at once
   */
  record Surroundings(
      EntityModel model,
      Function<Optional<String>, Session> sessions,
      Executor executor,
      Patience patience) {}

  GuardedEnricher(
      Enricher enricher, Surroundings surroundings, EnrichmentLimits limits, Clock clock) {
    this.enricher = enricher;
    this.name = Objects.requireNonNull(enricher.name(), "name");
    this.onFailure = Objects.requireNonNull(enricher.onFailure(), "onFailure");
    this.surroundings = surroundings;
    this.limits = limits;
    this.clock = clock;
  }

  /** Returns whether events that this enricher could not enrich wait for it. */
  boolean holds() {
    return onFailure.orElse(limits.onFailure()) == FailurePolicy.HOLD;
  }

  String name() {
    return name;
  }

  /**
   * Enriches events of one entity type and tenant, or leaves them as they are.
   *
   * @return whether nothing is missing
   */
  boolean enrich(String entity, Optional<String> tenantId, List<EnrichableEvent> events) {
    var enriches = answer(entity);
    if (enriches == null || !enriches) {
      return enriches != null;
    }
    if (paused()) {
      LOG.debugf("An enricher is left out. enricher=%s entity=%s", name, entity);
      return false;
    }
    var budget = new AdditionBudget();
    var copies = events.stream().map(event -> event.copy(budget)).toList();
    var call =
        new EnricherCall(
            name, enricher, copies, tenantId, surroundings.model(), surroundings.sessions());
    var ending = run(call);
    switch (ending) {
      case SUCCESS -> {
        pause = SHORTEST_PAUSE;
        for (int i = 0; i < copies.size(); i++) {
          events.get(i).take(copies.get(i));
        }
      }
      case FAILURE -> failed(entity, events.size(), Objects.requireNonNull(call.failure()));
      case TIMEOUT, ABANDONED -> tookTooLong(call, ending, entity, events.size());
    }
    return ending == Ending.SUCCESS;
  }

  /** Returns null for an enricher that does not even answer, and asks it again next time. */
  private @Nullable Boolean answer(String entity) {
    try {
      return answers.computeIfAbsent(entity, enricher::enriches);
    } catch (RuntimeException | Error e) {
      failed(entity, 0, e);
      return null;
    }
  }

  private boolean paused() {
    if (stuck != null && !stuck.ended()) {
      return true;
    }
    stuck = null;
    return pausedUntil != null && clock.instant().isBefore(pausedUntil);
  }

  private Ending run(EnricherCall call) {
    try {
      return call.run(surroundings.executor(), surroundings.patience(), limits.timeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("HKS1005: Enrichment was interrupted by the stop.", e);
    }
  }

  private void failed(String entity, int events, Throwable failure) {
    LOG.warnf(
        "HKS1001: An enricher failed; its events go out without it, or wait for it. enricher=%s entity=%s"
            + " events=%d onFailure=%s cause=%s",
        name, entity, events, policy(), failure.getClass().getName());
    LOG.debug("The enricher's failure", failure);
  }

  private void tookTooLong(EnricherCall call, Ending ending, String entity, int events) {
    if (ending == Ending.ABANDONED) {
      stuck = call;
    }
    pausedUntil = clock.instant().plus(pause);
    LOG.warnf(
        "HKS1002: An enricher took too long and is left out for a while. enricher=%s entity=%s events=%d"
            + " onFailure=%s timeout=%dms pause=%ds stuck=%s",
        name,
        entity,
        events,
        policy(),
        limits.timeout().toMillis(),
        pause.toSeconds(),
        ending == Ending.ABANDONED);
    var doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private FailurePolicy policy() {
    return holds() ? FailurePolicy.HOLD : FailurePolicy.DELIVER_PLAIN;
  }
}
