package io.hookstone.boot;

import io.hookstone.capture.UncapturedStatements;
import io.hookstone.settings.HookstoneSettings;
import io.hookstone.settings.SchemaManagement;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.Version;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.internal.SessionFactoryOptionsBuilder;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.integrator.spi.Integrator;
import org.jboss.logging.Logger;

/**
 * Puts Hookstone into a session factory, if it is enabled: registers the listeners while the
 * factory is being built, starts the engine when it has been created, stops it when it closes.
 * Found by service loader.
 */
public final class HookstoneIntegrator implements Integrator {

  private static final Logger LOG = Logger.getLogger(HookstoneIntegrator.class);

  /** For the service loader. */
  public HookstoneIntegrator() {}

  /**
   * Registers, or does nothing at all where Hookstone is not enabled.
   *
   * @throws io.hookstone.settings.InvalidSettingsException if any setting is wrong
   * @throws StartupException if the Hibernate version or the database is not supported
   */
  @Override
  public void integrate(
      Metadata metadata,
      BootstrapContext bootstrapContext,
      SessionFactoryImplementor sessionFactory) {
    var sources = SettingsOfHost.of(bootstrapContext.getServiceRegistry());
    if (!HookstoneSettings.enabled(sources)) {
      LOG.debug("Hookstone is on the class path, but not enabled: set hookstone.enabled=true.");
      return;
    }
    HostChecks.checkHibernate(Version.getVersionString());
    HostChecks.checkTenancy(sessionFactory.getSessionFactoryOptions());
    var database = HostChecks.checkDialect(sessionFactory.getJdbcServices().getDialect());
    var services = bootstrapContext.getServiceRegistry();
    var settings = HookstoneSettings.read(sources, Formats.names(services));
    var tables = OwnTables.of(settings.tables());
    tables.applyTo(metadata, sessionFactory.getJdbcServices().getJdbcEnvironment());
    var schema = new Schema(database, tables, metadata, sessionFactory);
    if (settings.tables().management() == SchemaManagement.CREATE) {
      // Before Hibernate's own schema tool, which may be set to validate.
      schema.create(sessionFactory);
    }
    var engine = new Engine(settings, sessionFactory);
    engine.capture().register(listeners(sessionFactory));
    inspect(sessionFactory, engine.uncapturedStatements());
    sessionFactory.addObserver(new Lifecycle(engine, schema, settings));
  }

  private static EventListenerRegistry listeners(SessionFactoryImplementor sessionFactory) {
    return sessionFactory.getServiceRegistry().requireService(EventListenerRegistry.class);
  }

  /**
   * Puts an inspector before the application's own, where the host builds its session factory in
   * the usual way. This happens before the factory takes over its default options for sessions.
   */
  private static void inspect(
      SessionFactoryImplementor sessionFactory, UncapturedStatements statements) {
    if (sessionFactory.getSessionFactoryOptions() instanceof SessionFactoryOptionsBuilder options) {
      options.applyStatementInspector(statements.before(options.getStatementInspector()));
    } else {
      LOG.info("HKS0917: Statements that write past the listeners cannot be counted in this host.");
    }
  }

  /**
   * Follows the session factory. An observer that throws at creation makes the factory fail, as it
   * should.
   */
  private record Lifecycle(Engine engine, Schema schema, HookstoneSettings settings)
      implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    @Override
    public void sessionFactoryCreated(SessionFactory factory) {
      var sessionFactory = (SessionFactoryImplementor) factory;
      schema.check(sessionFactory);
      if (settings.tables().management() == SchemaManagement.VALIDATE) {
        schema.checkIndexes(sessionFactory);
      }
      refuse(engine.capture().review(sessionFactory));
      engine.start();
      engine.capture().watch(engine.uncapturedStatements(), sessionFactory);
    }

    private static void refuse(List<String> problems) {
      if (!problems.isEmpty()) {
        throw new StartupException(String.join(System.lineSeparator(), problems));
      }
    }

    @Override
    public void sessionFactoryClosing(SessionFactory factory) {
      engine.stop();
    }

    @Override
    public void sessionFactoryClosed(SessionFactory factory) {
      // A factory that failed while it was created is closed without "closing".
      engine.stop();
    }
  }
}
