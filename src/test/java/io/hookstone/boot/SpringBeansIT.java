package io.hookstone.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.SpringBeanContainer;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** An enricher that is a Spring bean is the one real bean, with what Spring injects. */
class SpringBeansIT {

  @Test
  void theEnricher_isTheOneBean_withItsCollaborators() {
    EnricherBeans.PriceEnricher.MADE.set(0);
    var database = TestDatabase.h2();
    try (var receiver = Receiver.start();
        var context = new AnnotationConfigApplicationContext()) {
      context.registerBean(EnricherBeans.Prices.class);
      context.registerBean(EnricherBeans.PriceEnricher.class);
      context.registerBean(
          LocalContainerEntityManagerFactoryBean.class, () -> factory(context, database, receiver));
      context.refresh();

      context
          .getBean(EntityManagerFactory.class)
          .runInTransaction(entities -> entities.persist(new Shop.Order()));

      assertThat(receiver.await(1).get(0).json().path("data").path("price").asInt()).isEqualTo(41);
      assertThat(context.getBean(EnricherBeans.Prices.class).asked()).isEqualTo(1);
      assertThat(EnricherBeans.PriceEnricher.MADE).hasValue(1);
    }
  }

  private static LocalContainerEntityManagerFactoryBean factory(
      AnnotationConfigApplicationContext context, TestDatabase database, Receiver receiver) {
    var factory = new LocalContainerEntityManagerFactoryBean();
    factory.setPersistenceUnitName("spring");
    factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    factory.setManagedTypes(
        org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes.of(
            Shop.Order.class.getName(), Shop.Customer.class.getName()));
    factory.setJpaPropertyMap(
        Map.of(
            "hibernate.resource.beans.container", new SpringBeanContainer(context.getBeanFactory()),
            "jakarta.persistence.jdbc.url", database.url(),
            "hibernate.hbm2ddl.auto", "update",
            "hookstone.enabled", "true",
            "hookstone.delivery.allow-http", "true",
            "hookstone.delivery.allowed-networks", "127.0.0.0/8",
            "hookstone.enrichers", EnricherBeans.PriceEnricher.class.getName(),
            "hookstone.endpoint.erp.url", receiver.url(),
            "hookstone.endpoint.erp.events", "*"));
    return factory;
  }
}
