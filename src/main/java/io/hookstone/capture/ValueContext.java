package io.hookstone.capture;

import io.hookstone.capture.AnnotatedAttributes.Attribute;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands while it is written. Immutable.
 *
 * @param withheld what must not be written; null within an identifier, which is never withheld
 * @param path the names from the entity down to the value, with dots between them
 */
record ValueContext(
    SharedSessionContractImplementor session, @Nullable WithheldNames withheld, String path) {

  /** Returns a context in which nothing is withheld: for identifiers, and for comparing. */
  static ValueContext whole(SharedSessionContractImplementor session) {
    return new ValueContext(session, null, "");
  }

  /** Whether a value is to be told apart from any other, so that binary ones have their text. */
  boolean complete() {
    return withheld == null;
  }

  ValueContext whole() {
    return withheld == null ? this : whole(session);
  }

  SessionFactoryImplementor factory() {
    return session.getFactory();
  }

  /** Returns the context of a value within this one. */
  ValueContext at(String name) {
    return withheld == null ? this : new ValueContext(session, withheld, path + "." + name);
  }

  /** Whether an attribute of an embeddable stays out of payloads. */
  boolean withholds(String name, Attribute attribute) {
    return withheld != null && withheld.attribute(path, name, attribute);
  }

  /** Whether values of a type stay out of payloads, whatever their names are. */
  boolean withholdsType(Type type) {
    return withheld != null
        && (JsonValues.ignoredType(type, factory()) || withheld.target(type, factory()));
  }

  /** Whether an entry of a map stays out of payloads. */
  boolean withholdsKey(String key) {
    return withheld != null && withheld.key(path, key);
  }
}
