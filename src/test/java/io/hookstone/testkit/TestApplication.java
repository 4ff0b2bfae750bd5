package io.hookstone.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hookstone.Hookstone;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/**
 * An application of a test: a session factory over a test database, with the plugin enabled unless
 * told otherwise.
 */
public final class TestApplication implements AutoCloseable {

  private final SessionFactory sessionFactory;
  private final HikariDataSource pool;

  private TestApplication(SessionFactory sessionFactory, HikariDataSource pool) {
    this.sessionFactory = sessionFactory;
    this.pool = pool;
  }

  /** Starts to describe an application. */
  public static Builder on(TestDatabase database) {
    return new Builder(database);
  }

  public SessionFactory sessionFactory() {
    return sessionFactory;
  }

  public Hookstone hookstone() {
    return Hookstone.of(sessionFactory);
  }

  public void inTransaction(Consumer<Session> work) {
    sessionFactory.inTransaction(work);
  }

  public <T> T fromTransaction(Function<Session, T> work) {
    return sessionFactory.fromTransaction(work);
  }

  /** Returns the application's connection pool, to see whether anything is left behind. */
  public HikariDataSource pool() {
    return pool;
  }

  /** Closes the session factory but not the pool, to see what the factory leaves behind. */
  public void closeFactory() {
    sessionFactory.close();
  }

  @Override
  public void close() {
    sessionFactory.close();
    pool.close();
  }

  /** Describes an application. Not thread-safe. */
  public static final class Builder {

    private final TestDatabase database;
    private final Map<String, Object> settings = new HashMap<>();
    private final BootstrapServiceRegistryBuilder bootstrap = new BootstrapServiceRegistryBuilder();
    private Class<?>[] entities = {};
    private String[] mappings = {};
    private boolean autoCommit = true;
    private UnaryOperator<DataSource> watched = UnaryOperator.identity();

    private Builder(TestDatabase database) {
      this.database = database;
      settings.put("hookstone.enabled", "true");
      settings.put("hookstone.delivery.allow-http", "true");
      settings.put("hookstone.delivery.allowed-networks", "127.0.0.0/8");
      settings.put("hibernate.hbm2ddl.auto", "update");
    }

    public Builder entities(Class<?>... classes) {
      this.entities = classes.clone();
      return this;
    }

    /** Adds mapping files of the class path. */
    public Builder mappings(String... resources) {
      this.mappings = resources.clone();
      return this;
    }

    public Builder with(String key, Object value) {
      settings.put(key, value);
      return this;
    }

    public Builder without(String key) {
      settings.remove(key);
      return this;
    }

    /** Hands out connections that do not commit by themselves, as many pools are set to. */
    public Builder autoCommit(boolean automatic) {
      autoCommit = automatic;
      return this;
    }

    /** Records what is asked of the application's connections. */
    public Builder watchedBy(JdbcCalls calls) {
      watched = calls::watch;
      return this;
    }

    /** Lets Hibernate find resources and classes with a class loader of the test's. */
    public Builder loadedBy(ClassLoader classLoader) {
      bootstrap.applyClassLoader(classLoader);
      return this;
    }

    /** Declares an endpoint that wants every event and signs with {@link Receiver#SECRET}. */
    public Builder endpoint(String name, Receiver receiver) {
      return endpoint(name, receiver.url(), "*");
    }

    public Builder endpoint(String name, String url, String events) {
      return with("hookstone.endpoint." + name + ".url", url)
          .with("hookstone.endpoint." + name + ".events", events)
          .with("hookstone.endpoint." + name + ".secret", Receiver.SECRET);
    }

    public TestApplication start() {
      var config = new HikariConfig();
      config.setJdbcUrl(database.url());
      config.setMaximumPoolSize(16);
      config.setAutoCommit(autoCommit);
      config.setMinimumIdle(0);
      var pool = new HikariDataSource(config);
      settings.put("jakarta.persistence.nonJtaDataSource", watched.apply(pool));
      var registry =
          new StandardServiceRegistryBuilder(bootstrap.build()).applySettings(settings).build();
      try {
        var sources = new MetadataSources(registry);
        for (Class<?> entity : entities) {
          sources.addAnnotatedClass(entity);
        }
        for (String mapping : mappings) {
          sources.addResource(mapping);
        }
        return new TestApplication(sources.buildMetadata().buildSessionFactory(), pool);
      } catch (RuntimeException e) {
        StandardServiceRegistryBuilder.destroy(registry);
        pool.close();
        throw e;
      }
    }
  }
}
