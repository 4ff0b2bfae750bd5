package io.hookstone.capture;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.model.domain.ManagedDomainType;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/**
 * What annotations say of the attributes of one class, an entity or an embeddable. Thread-safe;
 * each attribute is looked at once.
 *
 * <p>Fields, getters and setters of the class and of its superclasses count, and a record's
 * accessors; the most specific class comes first, and in it the getter before the field.
 */
final class AnnotatedAttributes {

  private static final ClassValue<AnnotatedAttributes> KNOWN =
      new ClassValue<>() {
        @Override
        protected AnnotatedAttributes computeValue(Class<?> type) {
          return new AnnotatedAttributes(type);
        }
      };

  /**
   * What is known of an attribute.
   *
   * @param jsonName its name in events
   * @param ignored whether it is in none
   * @param forbidden whether it is ignored by Hookstone's own annotation, which is meant for events
   *     and nothing else
   */
  record Attribute(String jsonName, boolean ignored, boolean forbidden) {}

  private final Class<?> type;

  /** As many as the mapping has. */
  private final ConcurrentMap<String, Attribute> attributes = new ConcurrentHashMap<>();

  private AnnotatedAttributes(Class<?> type) {
    this.type = type;
  }

  /**
   * Returns what annotations say of a class's attributes.
   *
   * @param type null for a dynamic entity, which has no class and no annotations
   */
  static AnnotatedAttributes of(@Nullable Class<?> type) {
    return KNOWN.get(type == null ? Object.class : type);
  }

  /**
   * Returns what annotations say of an attribute of an embeddable, which a subclass of it may have
   * declared.
   */
  static Attribute of(CompositeType type, String name, SessionFactoryImplementor factory) {
    var known = factory.getJpaMetamodel().findEmbeddableType(type.getReturnedClass());
    return (known == null ? Stream.<Class<?>>empty() : kinds(known))
        .map(AnnotatedAttributes::of)
        .filter(kind -> !kind.readers(name).isEmpty())
        .findFirst()
        .orElse(of(type.getReturnedClass()))
        .get(name);
  }

  private static Stream<Class<?>> kinds(ManagedDomainType<?> type) {
    return Stream.concat(
        Stream.of(type.getJavaType()),
        type.getSubTypes().stream().flatMap(AnnotatedAttributes::kinds));
  }

  Attribute get(String name) {
    var known = attributes.get(name);
    return known != null ? known : attributes.computeIfAbsent(name, this::resolve);
  }

  private Attribute resolve(String name) {
    var readers = readers(name);
    var writers = writers(name);
    boolean forbidden =
        found(WebhookIgnore.class, readers).findAny().isPresent()
            || found(WebhookIgnore.class, writers).findAny().isPresent();
    var jsonName =
        found(JsonProperty.class, readers)
            .map(JsonProperty::value)
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse(name);
    boolean ignored =
        forbidden
            || found(JsonIgnore.class, readers).anyMatch(JsonIgnore::value)
            || ignoredForWriting(readers, writers)
            || Stream.of(readers, writers)
                .flatMap(members -> found(JsonProperty.class, members))
                .anyMatch(property -> property.access() == JsonProperty.Access.WRITE_ONLY)
            || ignoredByItsClass(name, jsonName);
    return new Attribute(jsonName, ignored, forbidden);
  }

  /**
   * An ignored setter beside a named getter makes an attribute read-only (Jackson), which is no
   * reason to leave it out.
   */
  private static boolean ignoredForWriting(
      List<AnnotatedElement> readers, List<AnnotatedElement> writers) {
    return found(JsonIgnore.class, writers).anyMatch(JsonIgnore::value)
        && found(JsonProperty.class, readers).findAny().isEmpty();
  }

  private boolean ignoredByItsClass(String name, String jsonName) {
    return hierarchy().stream()
        .map(owner -> owner.getDeclaredAnnotation(JsonIgnoreProperties.class))
        .filter(Objects::nonNull)
        .filter(ignored -> !ignored.allowGetters())
        .flatMap(ignored -> Arrays.stream(ignored.value()))
        .anyMatch(ignored -> ignored.equals(name) || ignored.equals(jsonName));
  }

  private List<AnnotatedElement> readers(String name) {
    var found = new ArrayList<AnnotatedElement>();
    for (Class<?> owner : hierarchy()) {
      for (Method method : owner.getDeclaredMethods()) {
        if (method.getParameterCount() == 0 && reads(method.getName(), name)) {
          found.add(method);
        }
      }
      for (var field : owner.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          found.add(field);
        }
      }
    }
    return found;
  }

  private List<AnnotatedElement> writers(String name) {
    return hierarchy().stream()
        .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> prefixed("set", method.getName(), name))
        .map(AnnotatedElement.class::cast)
        .toList();
  }

  private static boolean reads(String method, String name) {
    return method.equals(name) || prefixed("get", method, name) || prefixed("is", method, name);
  }

  /** Whatever the first letter of the attribute became (JavaBeans 1.01, section 8.8). */
  private static boolean prefixed(String prefix, String method, String name) {
    return method.startsWith(prefix)
        && (method.substring(prefix.length()).equals(name)
            || method
                .substring(prefix.length())
                .equals(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)));
  }

  private static <A extends Annotation> Stream<A> found(
      Class<A> annotation, List<AnnotatedElement> members) {
    return members.stream()
        .map(member -> member.getDeclaredAnnotation(annotation))
        .filter(Objects::nonNull);
  }

  private List<Class<?>> hierarchy() {
    var found = new ArrayList<Class<?>>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      found.add(c);
    }
    return found;
  }
}
