package io.hookstone.boot;

import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Beans for both containers. */
public final class EnricherBeans {

  private EnricherBeans() {}

  /** What the enricher needs. */
  @ApplicationScoped
  public static class Prices {
    private final AtomicInteger asked = new AtomicInteger();

    public int price() {
      return 40 + asked.incrementAndGet();
    }

    public int asked() {
      return asked.get();
    }
  }

  /** Needs a collaborator that only a container has. */
  @ApplicationScoped
  public static class PriceEnricher implements Enricher {
    static final AtomicInteger MADE = new AtomicInteger();
    private final Prices prices;

    @Inject
    public PriceEnricher(Prices prices) {
      this.prices = prices;
      MADE.incrementAndGet();
    }

    @Override
    public boolean enriches(String entity) {
      return true;
    }

    @Override
    public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
      events.forEach(event -> event.put("price", prices.price()));
    }

    @Override
    public String name() {
      return "PriceEnricher";
    }
  }
}
