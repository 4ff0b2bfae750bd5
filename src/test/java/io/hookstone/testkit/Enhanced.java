package io.hookstone.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;

/** Enhances an entity class as Hibernate's build plugins do, lazy attributes included. */
public final class Enhanced {

  private Enhanced() {}

  /**
   * Returns the class enhanced, in a class loader of its own.
   *
   * @param face what the test knows of it
   */
  public static <T> Class<? extends T> of(Class<? extends T> entity, Class<T> face) {
    return new Loader(entity).enhanced().asSubclass(face);
  }

  private static final class Loader extends ClassLoader {

    private final Class<?> entity;

    Loader(Class<?> entity) {
      super(entity.getClassLoader());
      this.entity = entity;
    }

    Class<?> enhanced() {
      var context =
          new DefaultEnhancementContext() {
            @Override
            public boolean hasLazyLoadableAttributes(
                org.hibernate.bytecode.enhance.spi.UnloadedClass classDescriptor) {
              return true;
            }

            @Override
            public boolean isLazyLoadable(UnloadedField field) {
              return true;
            }
          };
      var name = entity.getName();
      try (var bytes =
          Objects.requireNonNull(
              entity.getResourceAsStream("/" + name.replace('.', '/') + ".class"))) {
        var provider = BytecodeProviderInitiator.buildDefaultBytecodeProvider();
        var enhanced =
            Objects.requireNonNull(
                provider.getEnhancer(context).enhance(name, bytes.readAllBytes()));
        return defineClass(name, enhanced, 0, enhanced.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
