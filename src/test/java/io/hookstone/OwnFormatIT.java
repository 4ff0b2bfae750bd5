package io.hookstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookstone.boot.StartupException;
import io.hookstone.endpoint.SigningSecret;
import io.hookstone.format.Header;
import io.hookstone.format.OutgoingEvent;
import io.hookstone.format.OutgoingRequest;
import io.hookstone.format.WebhookFormat;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats of the application's own, found by service loader. */
final class OwnFormatIT {

  /** The type and nothing else. */
  public static class Plain implements WebhookFormat {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public byte[] body(OutgoingEvent event) {
      return event.event().type().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Header> headers(OutgoingRequest request, List<SigningSecret> secrets, Instant now) {
      return List.of(new Header("Content-Type", "text/plain"));
    }
  }

  /** Takes a name that is taken. */
  public static final class Usurper extends Plain {
    @Override
    public String name() {
      return "standard";
    }
  }

  /** Has a name that no setting could say. */
  public static final class Shouting extends Plain {
    @Override
    public String name() {
      return "PLAIN";
    }
  }

  @TempDir Path folder;

  private URLClassLoader with(Class<?> format) throws IOException {
    var services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(WebhookFormat.class.getName()), format.getName());
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
  }

  @Test
  void areChosenByName_alsoInTheConfiguration() throws IOException {
    try (var loader = with(Plain.class);
        var receiver = Receiver.start();
        var app =
            TestApplication.on(TestDatabase.h2())
                .entities(Shop.entities())
                .loadedBy(loader)
                .endpoint("erp", receiver)
                .with("hookstone.endpoint.erp.format", "plain")
                .start()) {
      Shop.order(app, "an order");

      var webhook = receiver.await(1).get(0);
      assertThat(webhook.body()).isEqualTo("order.created");
      assertThat(webhook.headers()).containsEntry("content-type", "text/plain");
    }
  }

  @Test
  void areRefused_whenTheirNameIsTaken() throws IOException {
    try (var loader = with(Usurper.class)) {
      assertThatExceptionOfType(StartupException.class)
          .isThrownBy(() -> TestApplication.on(TestDatabase.h2()).loadedBy(loader).start())
          .withMessage(
              "HKS0602: The formats io.hookstone.format.StandardWebhooks and"
                  + " io.hookstone.OwnFormatIT$Usurper have one name, 'standard'. Rename one of"
                  + " them, or remove it from META-INF/services.");
    }
  }

  @Test
  void areRefused_whenTheirNameIsNone() throws IOException {
    try (var loader = with(Shouting.class)) {
      assertThatExceptionOfType(StartupException.class)
          .isThrownBy(() -> TestApplication.on(TestDatabase.h2()).loadedBy(loader).start())
          .withMessageStartingWith("HKS0603");
    }
  }
}
