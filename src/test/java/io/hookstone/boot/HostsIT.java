package io.hookstone.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Item;
import io.hookstone.testkit.ApplicationClassLoader;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications as their hosts load, configure, close and start them again. */
class HostsIT {

  private static final int REDEPLOYMENTS = 10;

  private final TestDatabase database = TestDatabase.h2();

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void compile() throws IOException {
    ApplicationClassLoader.compile(folder);
  }

  private ApplicationClassLoader classLoader() throws IOException {
    return ApplicationClassLoader.of(folder);
  }

  private static Set<Thread> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("hookstone-.*|vert\\.x-.*"))
        .collect(Collectors.toSet());
  }

  private static Object newGuest(ClassLoader loader) throws ReflectiveOperationException {
    return loader.loadClass(ApplicationClassLoader.ENTITY).getConstructor().newInstance();
  }

  private static TestApplication start(TestDatabase database, ClassLoader loader, Receiver receiver)
      throws Exception {
    return start(database, loader.loadClass(ApplicationClassLoader.ENTITY), receiver);
  }

  private static TestApplication start(TestDatabase database, Class<?> entity, Receiver receiver) {
    return TestApplication.on(database)
        .entities(entity)
        .with("hookstone.batch.window", "1ms")
        .endpoint("erp", receiver)
        .start();
  }

  private void writeProperties() throws Exception {
    Files.writeString(
        folder.resolve("hookstone.properties"),
        "hookstone.enrichers=" + ApplicationClassLoader.ENRICHER);
  }

  @Test
  void classesAndSettings_thatOnlyTheContextClassLoaderKnows() throws Exception {
    writeProperties();
    try (var loader = classLoader();
        var receiver = Receiver.start();
        var app = loader.within(() -> start(database, loader, receiver))) {
      var guest = newGuest(loader);
      app.inTransaction(session -> session.persist(guest));

      var data = receiver.await(1).get(0).json().path("data");
      assertThat(data.path("loadedBy").asString()).isEqualTo("application");
      assertThat(data.path("calledWith").asString()).isEqualTo("application");
    }
  }

  @Test
  void classesAndSettings_thatOnlyHibernatesClassLoadersKnow() throws Exception {
    writeProperties();
    try (var loader = classLoader();
        var receiver = Receiver.start();
        var app =
            TestApplication.on(database)
                .entities(loader.loadClass(ApplicationClassLoader.ENTITY))
                .loadedBy(loader)
                .endpoint("erp", receiver)
                .start()) {
      var guest = newGuest(loader);
      app.inTransaction(session -> session.persist(guest));

      assertThat(receiver.await(1).get(0).json().path("data").path("loadedBy").asString())
          .isEqualTo("application");
    }
  }

  @Test
  void threadsHaveTheContextClassLoader_withWhichTheFactoryWasBuilt() throws Exception {
    var before = ourThreads();
    try (var loader = classLoader();
        var receiver = Receiver.start();
        var app = loader.within(() -> start(database, loader, receiver))) {
      var guest = newGuest(loader);
      app.inTransaction(session -> session.persist(guest));
      receiver.await(1);
      Shop.await()
          .untilAsserted(
              () ->
                  assertThat(
                          database.count(
                              "select count(*) from webhook_delivery where status = 'DELIVERED'"))
                      .isEqualTo(1));

      assertThat(ourThreads())
          .filteredOn(
              thread -> !before.contains(thread) && thread.getName().startsWith("hookstone-"))
          .hasSize(3)
          .allSatisfy(thread -> assertThat(thread.getContextClassLoader()).isSameAs(loader));
    }
  }

  @Test
  void redeployedOftenBesideAnother_leavesNoThreadAndNoClass() throws Exception {
    var before = ourThreads();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    try (var receiver = Receiver.start();
        var other = startAfterAnother(receiver, loaders)) {
      for (int i = 1; i < REDEPLOYMENTS; i++) {
        loaders.add(new WeakReference<>(redeploy(receiver)));
      }
      assertCollected(loaders);
      assertThat(other.hookstone().endpoints().list()).hasSize(1);
    }
    Shop.await()
        .untilAsserted(
            () -> assertThat(ourThreads()).filteredOn(t -> !before.contains(t)).isEmpty());
  }

  /** The first brings up Vert.x, which the other keeps when the first has gone. */
  private TestApplication startAfterAnother(
      Receiver receiver, List<WeakReference<ClassLoader>> loaders) throws Exception {
    var loader = classLoader();
    var first = loader.within(() -> start(TestDatabase.h2(), loader, receiver));
    var other = start(database, Item.class, receiver);
    deploy(first, loader, receiver);
    loaders.add(new WeakReference<>(loader));
    return other;
  }

  private ClassLoader redeploy(Receiver receiver) throws Exception {
    var loader = classLoader();
    deploy(loader.within(() -> start(TestDatabase.h2(), loader, receiver)), loader, receiver);
    return loader;
  }

  private static void deploy(
      TestApplication application, ApplicationClassLoader loader, Receiver receiver)
      throws Exception {
    try (loader;
        application) {
      int received = receiver.received().size();
      var guest = newGuest(loader);
      application.inTransaction(session -> session.persist(guest));
      receiver.await(received + 1);
    }
  }

  private static void assertCollected(List<WeakReference<ClassLoader>> loaders) {
    Shop.await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loaders).filteredOn(loader -> loader.get() != null).isEmpty();
            });
  }
}
