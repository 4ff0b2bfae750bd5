package io.hookstone.capture;

import io.hookstone.model.ValueModel;
import java.util.HashSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Renders values of mapped attributes outside of a capture, by the same rules: what stays out of
 * captured data stays out here too. Thread-safe.
 *
 * <p>An entity that is excluded by a setting has no events, but may be part of those of others; one
 * with {@link WebhookIgnore} may not.
 */
public final class ValueRendering {

  private final CaptureScope scope;
  private final ConcurrentMap<EntityPersister, EntityPlan> plans = new ConcurrentHashMap<>();

  /** Makes the rendering of one session factory. */
  public ValueRendering(CaptureScope scope) {
    this.scope = scope;
  }

  private EntityPlan plan(EntityPersister persister) {
    return plans.computeIfAbsent(
        persister,
        p -> EntityPlan.of(p, EntityPlans.jpaName(p), EntityPlans.eventName(p), scope, false));
  }

  /** Returns the JPA name of an entity; Hibernate's where it has none. */
  public static String jpaName(EntityPersister persister) {
    return EntityPlans.jpaName(persister);
  }

  /** Returns whether an entity must be in no event. */
  public boolean ignored(EntityPersister persister) {
    return EntityPlans.ignored(persister);
  }

  /**
   * Returns whether an attribute is kept out of events because somebody said so, or because its
   * name looks like a secret.
   *
   * @param path the Java names from the entity down, with dots between them
   * @param owner the class that declares it: of the entity, or of an embeddable
   */
  public boolean withheld(
      EntityPersister persister, String path, @Nullable Class<?> owner, Type type) {
    var name = path.substring(path.lastIndexOf('.') + 1);
    var attribute = AnnotatedAttributes.of(owner).get(name);
    var names = plan(persister).names();
    boolean below = path.indexOf('.') >= 0;
    return JsonValues.ignoredType(type, persister.getFactory())
        || (below
            ? names.attribute(path.substring(0, path.lastIndexOf('.')), name, attribute)
            : attribute.ignored() || names.property(name, attribute.jsonName()));
  }

  /** Returns whether single values of a type have a JSON form. */
  public static boolean renders(Type type, SessionFactoryImplementor factory) {
    return type instanceof AnyType || JsonValues.renders(type, factory);
  }

  /** Returns the name that an attribute has in events. */
  public static String jsonName(@Nullable Class<?> owner, String name) {
    return AnnotatedAttributes.of(owner).get(name).jsonName();
  }

  /**
   * Returns a value as JSON.
   *
   * @param identifier whether it is an identifier or a part of one, of which nothing is withheld
   */
  public String json(
      EntityPersister persister,
      String path,
      Type type,
      @Nullable Object value,
      boolean identifier,
      SharedSessionContractImplementor session) {
    var context =
        identifier
            ? ValueContext.whole(session)
            : new ValueContext(session, plan(persister).names(), path);
    return Json.render(json -> JsonValues.write(json, type, value, context));
  }

  /**
   * Returns what {@link #json} makes of the values of an attribute.
   *
   * @param identifier whether it is an identifier or a part of one
   */
  public ValueModel model(EntityPersister persister, String path, Type type, boolean identifier) {
    var reader = new EntityModelReader(persister.getFactory(), persister, plan(persister));
    return identifier ? reader.id(type) : reader.value(path, type, new HashSet<>());
  }

  /** Returns whether the keys of a map can be names in JSON. */
  public static boolean simpleKeys(CollectionType type, SessionFactoryImplementor factory) {
    return CollectionValues.indexType(CollectionValues.persister(type, factory))
        instanceof BasicType<?>;
  }

  /** Returns the name of a map's key in JSON, or null for an entry that is withheld. */
  public @Nullable String key(
      EntityPersister persister,
      String path,
      CollectionType type,
      Object key,
      SharedSessionContractImplementor session) {
    var indexType =
        CollectionValues.indexType(CollectionValues.persister(type, session.getFactory()));
    var name = JsonValues.idText(indexType, key, ValueContext.whole(session));
    return plan(persister).names().key(path, name) ? null : name;
  }

  /** Returns the type of a collection's elements. */
  public static Type elementType(CollectionType type, SessionFactoryImplementor factory) {
    return CollectionValues.elementType(CollectionValues.persister(type, factory));
  }

  /** Returns whether a type is an embeddable. */
  public static boolean embeddable(Type type) {
    return type instanceof CompositeType && !(type instanceof AnyType);
  }
}
