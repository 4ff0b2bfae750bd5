package io.hookstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.delivery.DeliveryQuery;
import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.event.EventQuery;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.hibernate.engine.jdbc.connections.spi.AbstractMultiTenantConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Discriminator tenancy, from the session to the body. Run once per database. */
abstract class TenantsContract {

  /** An entity that belongs to a tenant. */
  @Entity(name = "Invoice")
  static class Invoice {
    @Id @GeneratedValue @Nullable Long id;
    @TenantId @Nullable String tenant;
    int amount;
  }

  /** An entity whose tenants are UUIDs. */
  @Entity(name = "Ticket")
  static class Ticket {
    @Id @GeneratedValue @Nullable Long id;
    @TenantId @Nullable UUID tenant;
  }

  /** Adds how many invoices its session can see. */
  public static final class InvoiceCount implements Enricher {
    @Override
    public boolean enriches(String entity) {
      return entity.equals("Invoice");
    }

    @Override
    public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
      var seen =
          context
              .session()
              .createSelectionQuery("select count(*) from Invoice", Long.class)
              .getSingleResult();
      events.forEach(event -> event.put("seen", seen));
    }
  }

  abstract TestDatabase database();

  private static void invoice(TestApplication app, String tenant, int amount) {
    try (var session =
        app.sessionFactory().withOptions().tenantIdentifier((Object) tenant).openSession()) {
      session.inTransaction(
          transaction -> {
            var invoice = new Invoice();
            invoice.amount = amount;
            session.persist(invoice);
          });
    }
  }

  @Test
  void eventsCarryTheirTenant_andAnEndpointOfATenantGetsOnlyItsOwn() {
    try (var ofAll = Receiver.start();
        var ofAcme = Receiver.start();
        var app =
            TestApplication.on(database())
                .entities(Invoice.class)
                .with("hookstone.enrichers", InvoiceCount.class.getName())
                .endpoint("all", ofAll)
                .start()) {
      var acme =
          app.hookstone()
              .endpoints()
              .register(NewEndpoint.to(ofAcme.url()).named("acme").tenantId("acme"))
              .endpoint();
      invoice(app, "acme", 1);
      invoice(app, "umbrella", 2);
      invoice(app, "umbrella", 3);

      assertThat(ofAll.await(3))
          .extracting(webhook -> webhook.json().path("tenantId").asString())
          .containsExactlyInAnyOrder("acme", "umbrella", "umbrella");
      assertThat(ofAcme.await(1))
          .singleElement()
          .satisfies(
              webhook -> {
                assertThat(webhook.json().path("tenantId").asString()).isEqualTo("acme");
                assertThat(webhook.json().path("data").path("tenant").asString()).isEqualTo("acme");
                assertThat(webhook.json().path("data").path("seen").asInt()).isEqualTo(1);
              });
      assertThat(app.hookstone().events().list(EventQuery.where().tenantId("umbrella")).items())
          .hasSize(2);
      assertThat(
              app.hookstone().deliveries().list(DeliveryQuery.where().endpoint(acme.id())).items())
          .hasSize(1);
    }
  }

  @Test
  void tenantsMayHaveAnotherTypeThanText() {
    var tenant = UUID.randomUUID();
    try (var receiver = Receiver.start();
        var app =
            TestApplication.on(database())
                .entities(Ticket.class)
                .endpoint("all", receiver)
                .start();
        var session =
            app.sessionFactory().withOptions().tenantIdentifier((Object) tenant).openSession()) {
      session.inTransaction(transaction -> session.persist(new Ticket()));

      assertThat(receiver.await(1).get(0).json().path("tenantId").asString())
          .isEqualTo(tenant.toString());
    }
  }

  /** Connections for tenants with a schema each; start-up is refused before it is asked for one. */
  static final class SchemaPerTenant extends AbstractMultiTenantConnectionProvider<String> {
    private static final long serialVersionUID = 1L;
    private final transient TestDatabase database;

    SchemaPerTenant(TestDatabase database) {
      this.database = database;
    }

    @Override
    protected ConnectionProvider getAnyConnectionProvider() {
      return selectConnectionProvider("any");
    }

    @Override
    protected ConnectionProvider selectConnectionProvider(String tenant) {
      return new ConnectionProvider() {
        private static final long serialVersionUID = 1L;

        @Override
        public Connection getConnection() throws java.sql.SQLException {
          return database.connect();
        }

        @Override
        public void closeConnection(Connection connection) throws java.sql.SQLException {
          connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
          return false;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
          return false;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
          throw new UnsupportedOperationException();
        }
      };
    }
  }

  @Test
  void startUp_refusesASchemaPerTenant() {
    var database = database();
    var application =
        TestApplication.on(database)
            .entities(Invoice.class)
            .with("hibernate.multi_tenant_connection_provider", new SchemaPerTenant(database));
    assertThatThrownBy(application::start).hasMessageContaining("HKS0918");
  }

  @Test
  void publishedChanges_stayWithinTheirTenant_andArriveOnce() {
    try (var receiver = Receiver.start();
        var app =
            TestApplication.on(database())
                .entities(Invoice.class)
                .endpoint("all", receiver)
                .start()) {
      invoice(app, "acme", 1);
      invoice(app, "umbrella", 2);
      receiver.await(2);
      try (var session =
          app.sessionFactory().withOptions().tenantIdentifier((Object) "acme").openSession()) {
        session.inTransaction(
            transaction -> {
              var changes = app.hookstone().changes(session);
              var update = session.createMutationQuery("update Invoice set amount = amount + 10");
              assertThat(changes.executeUpdate(update)).isEqualTo(1);
              var other =
                  session
                      .createNativeQuery("select id from Invoice where amount = 2", Long.class)
                      .getSingleResult();
              assertThatThrownBy(() -> changes.updated(Invoice.class, other))
                  .hasMessageContaining("HKS0226");
            });
      }
      invoice(app, "umbrella", 3);
      var updated =
          receiver.await(4).stream().filter(w -> w.type().equals("invoice.updated")).toList();
      assertThat(updated)
          .singleElement()
          .satisfies(
              webhook -> {
                assertThat(webhook.json().path("tenantId").asString()).isEqualTo("acme");
                assertThat(webhook.json().path("changes").toString())
                    .isEqualTo("{\"amount\":{\"from\":1,\"to\":11}}");
              });
    }
  }
}
