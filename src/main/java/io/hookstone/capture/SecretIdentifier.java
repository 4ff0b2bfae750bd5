package io.hookstone.capture;

import java.util.Optional;
import java.util.stream.IntStream;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;

/**
 * Finds identifiers that are secrets by their name: text, as in a password reset that has its token
 * for an id. Numbers and UUIDs are not, because {@code tokenId} is what surrogate keys are called.
 */
final class SecretIdentifier {

  private SecretIdentifier() {}

  /** Returns the name of the attribute that looks like one, if there is one. */
  static Optional<String> of(EntityPersister persister, String entity, CaptureScope scope) {
    var name = persister.getIdentifierPropertyName();
    var type = persister.getIdentifierType();
    var own = name == null ? Optional.<String>empty() : find(name, type, entity, scope);
    return own.isPresent() || !(type instanceof CompositeType composite)
        ? own
        : IntStream.range(0, composite.getPropertyNames().length)
            .mapToObj(
                i ->
                    find(
                        composite.getPropertyNames()[i], composite.getSubtypes()[i], entity, scope))
            .flatMap(Optional::stream)
            .findFirst();
  }

  private static Optional<String> find(String name, Type type, String entity, CaptureScope scope) {
    return type.getReturnedClass() == String.class && scope.smellsOfSecret().test(entity, name)
        ? Optional.of(name)
        : Optional.empty();
  }
}
