package io.hookstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The enricher of the README, copied, compiled, turned on as it says, and run. */
class EnricherSnippetIT {

  @TempDir private Path directory;

  /** An order. */
  @Entity(name = "Order")
  @Table(name = "snippet_order")
  static class Order {
    @Id @GeneratedValue @Nullable Long id;
    @ManyToOne @Nullable Customer customer;
  }

  /** A customer. */
  @Entity(name = "Customer")
  @Table(name = "snippet_customer")
  static class Customer {
    @Id @GeneratedValue @Nullable Long id;
    @Nullable String name;
  }

  private static String block(String language, String containing) {
    return Page.of(Path.of("enrichers", "README.md")).blocks().stream()
        .filter(block -> block.language().equals(language) && block.code().contains(containing))
        .map(Page.Block::code)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void addsWhatItPromises() throws Exception {
    var source = directory.resolve("CustomerNameEnricher.java");
    Files.writeString(source, block("java", "class CustomerNameEnricher"));
    var compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                directory.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(compiled).isZero();
    var settings = new Properties();
    settings.load(new StringReader(block("properties", "CustomerNameEnricher")));

    try (var classes =
            new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
        var receiver = Receiver.start()) {
      var application =
          TestApplication.on(TestDatabase.h2())
              .entities(Order.class, Customer.class)
              .loadedBy(classes)
              .endpoint("erp", receiver.url(), "order.created");
      settings
          .stringPropertyNames()
          .forEach(key -> application.with(key, settings.getProperty(key)));
      try (var app = application.start()) {
        app.inTransaction(
            session -> {
              var order = new Order();
              order.customer = new Customer();
              order.customer.name = "ACME";
              session.persist(order.customer);
              session.persist(order);
            });
        assertThat(receiver.await(1).get(0).body()).contains("\"customerName\":\"ACME\"");
      }
    }
  }
}
