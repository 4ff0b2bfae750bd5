package io.hookstone;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Item;
import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.beans.container.spi.BeanContainer;
import org.hibernate.resource.beans.container.spi.ContainedBean;
import org.hibernate.resource.beans.spi.BeanInstanceProducer;
import org.junit.jupiter.api.Test;

/** What people who send events from entities run into elsewhere. Run once per database. */
abstract class AcceptanceContract {

  /** Needs what only its container can give. */
  public static final class ContainedEnricher implements Enricher {

    private final String injected;

    ContainedEnricher(String injected) {
      this.injected = injected;
    }

    @Override
    public boolean enriches(String entity) {
      return true;
    }

    @Override
    public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
      events.forEach(event -> event.put("injected", injected));
    }
  }

  /** A container with one bean, as Spring's or CDI's would be. */
  private static final class OneBean implements BeanContainer {

    private final ContainedEnricher bean = new ContainedEnricher("by the container");

    @Override
    public <B> ContainedBean<B> getBean(
        Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
      return contained(
          type,
          type == ContainedEnricher.class ? type.cast(bean) : fallback.produceBeanInstance(type));
    }

    @Override
    public <B> ContainedBean<B> getBean(
        String name, Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
      return contained(type, fallback.produceBeanInstance(name, type));
    }

    private static <B> ContainedBean<B> contained(Class<B> type, B instance) {
      return new ContainedBean<>() {
        @Override
        public Class<B> getBeanClass() {
          return type;
        }

        @Override
        public B getBeanInstance() {
          return instance;
        }
      };
    }

    @Override
    public void stop() {
      // There is nothing to stop.
    }
  }

  abstract TestDatabase database();

  @Test
  void receiverThatAsksForTheEntityAtOnce_findsItsRow() {
    var database = database();
    var found = new CopyOnWriteArrayList<Long>();
    try (var receiver = Receiver.start();
        var app =
            TestApplication.on(database)
                .entities(Item.class)
                .with("hookstone.batch.window", "1ms")
                .endpoint("erp", receiver)
                .start()) {
      receiver.onReceived(
          webhook ->
              found.add(
                  database.count(
                      "select count(*) from Item where id = "
                          + webhook.json().path("data").path("id").asLong())));
      for (long id = 1; id <= 20; id++) {
        long next = id;
        app.inTransaction(session -> session.persist(new Item(next, "item" + next)));
      }
      receiver.await(20);
      assertThat(found).containsOnly(1L);
    }
  }

  @Test
  void enricherOfTheContainer_isItsOneBean() {
    try (var receiver = Receiver.start();
        var app =
            TestApplication.on(database())
                .entities(Item.class)
                .with("hibernate.resource.beans.container", new OneBean())
                .with("hookstone.enrichers", ContainedEnricher.class.getName())
                .endpoint("erp", receiver)
                .start()) {
      app.inTransaction(session -> session.persist(new Item(1, "one")));
      assertThat(receiver.await(1).get(0).json().path("data").path("injected").asString())
          .isEqualTo("by the container");
    }
  }
}
