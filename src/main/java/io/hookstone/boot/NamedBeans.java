package io.hookstone.boot;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.registry.classloading.spi.ClassLoadingException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.beans.container.spi.BeanContainer.LifecycleOptions;
import org.hibernate.resource.beans.spi.BeanInstanceProducer;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gets what settings name by class from the container of beans that Hibernate knows: the one real
 * bean of Spring or CDI, or else an instance into which they inject. Thread-safe.
 */
final class NamedBeans {

  private static final Logger LOG = Logger.getLogger(NamedBeans.class);

  /** Hibernate's own choice would be an instance beside the container's. */
  private static final LifecycleOptions THE_ONE =
      new LifecycleOptions() {
        @Override
        public boolean canUseCachedReferences() {
          return false;
        }

        @Override
        public boolean useJpaCompliantCreation() {
          return false;
        }
      };

  private static final BeanInstanceProducer ONLY_BEANS =
      new BeanInstanceProducer() {
        @Override
        public <B> B produceBeanInstance(Class<B> type) {
          throw new IllegalStateException("No bean: " + type.getName());
        }

        @Override
        public <B> B produceBeanInstance(String name, Class<B> type) {
          throw new IllegalStateException("No bean: " + name);
        }
      };

  private final ClassLoaderService classLoaders;
  private final ManagedBeanRegistry beans;

  NamedBeans(SessionFactoryImplementor sessionFactory) {
    var services = sessionFactory.getServiceRegistry();
    this.classLoaders = services.requireService(ClassLoaderService.class);
    this.beans = services.requireService(ManagedBeanRegistry.class);
  }

  /**
   * Returns an instance of each class, in order.
   *
   * @throws StartupException if a class is not there, is of another type, or cannot be made
   */
  <T> List<T> of(String key, List<String> names, Class<T> expected) {
    var found = new ArrayList<T>();
    for (String name : names) {
      found.add(bean(key, type(key, name, expected)));
    }
    return found;
  }

  private <T> Class<? extends T> type(String key, String name, Class<T> expected) {
    Class<?> type;
    try {
      type = classLoaders.classForName(name);
    } catch (ClassLoadingException e) {
      throw refused(key, name, "expected the name of a class on the class path", e);
    }
    if (!expected.isAssignableFrom(type)) {
      throw refused(key, name, "expected a class that implements " + expected.getName(), null);
    }
    return type.asSubclass(expected);
  }

  private <T> T bean(String key, Class<T> type) {
    var container = beans.getBeanContainer();
    if (container != null) {
      try {
        return container.getBean(type, THE_ONE, ONLY_BEANS).getBeanInstance();
      } catch (RuntimeException e) {
        LOG.debugf(e, "Not a bean of the container: %s", type.getName());
      }
    }
    try {
      return beans.getBean(type).getBeanInstance();
    } catch (RuntimeException e) {
      throw refused(
          key,
          type.getName(),
          "expected a bean, or a class with a constructor without parameters",
          e);
    }
  }

  private static StartupException refused(
      String key, String name, String rule, @Nullable Throwable cause) {
    var message = "HKS0915: '%s' contains '%s': %s.".formatted(key, name, rule);
    return cause == null ? new StartupException(message) : new StartupException(message, cause);
  }
}
