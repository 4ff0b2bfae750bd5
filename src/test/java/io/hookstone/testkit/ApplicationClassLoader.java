package io.hookstone.testkit;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.tools.ToolProvider;

/**
 * The class loader of an application in a container: nobody else knows its classes, an entity
 * {@code acme.Guest} and an enricher {@code acme.Host}, nor the files of its folder.
 */
public final class ApplicationClassLoader extends URLClassLoader {

  public static final String ENTITY = "acme.Guest";
  public static final String ENRICHER = "acme.Host";

  private static final String GUEST =
      """
      package acme;
      @jakarta.persistence.Entity(name = "Guest")
      public class Guest {
        @jakarta.persistence.Id public Long id = 1L;
      }
      """;

  private static final String HOST =
      """
      package acme;
      import io.hookstone.enrich.*;
      public final class Host implements Enricher {
        @Override public boolean enriches(String entity) {
          return true;
        }
        @Override public void enrich(java.util.List<EnrichableEvent> events, EnrichmentContext context) {
          var loadedBy = getClass().getClassLoader().getName();
          var calledWith = Thread.currentThread().getContextClassLoader().getName();
          events.forEach(event -> event.put("loadedBy", loadedBy));
          events.forEach(event -> event.put("calledWith", String.valueOf(calledWith)));
        }
      }
      """;

  private ApplicationClassLoader(URL folder) {
    super("application", new URL[] {folder}, ApplicationClassLoader.class.getClassLoader());
  }

  /** Compiles the classes into a folder. */
  public static void compile(Path folder) throws IOException {
    var guest = Files.writeString(folder.resolve("Guest.java"), GUEST);
    var host = Files.writeString(folder.resolve("Host.java"), HOST);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                guest.toString(),
                host.toString());
    if (status != 0) {
      throw new IllegalStateException("The application does not compile: see standard error.");
    }
  }

  /** Loads what was compiled into a folder, and the files there. */
  public static ApplicationClassLoader of(Path folder) throws IOException {
    return new ApplicationClassLoader(folder.toUri().toURL());
  }

  /** Runs something with this as the context class loader of the thread. */
  public <T> T within(Callable<T> work) throws Exception {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(this);
    try {
      return work.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
