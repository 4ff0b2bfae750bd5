package io.hookstone.enrich;

import java.util.List;
import java.util.Optional;

/** One mapped entity. Implementations are immutable. */
public interface EntityDescription {

  /** Returns the JPA name. */
  String name();

  /**
   * Returns an attribute by its Java name, the identifier included; those of embeddables by their
   * path, {@code address.city}.
   *
   * @throws IllegalArgumentException if there is none, naming the nearest, or if it is withheld
   */
  AttributeDescription attribute(String path);

  /**
   * Returns the identifier's attributes, in the order in which events have them: one, or those of
   * an {@code @IdClass} or an {@code @EmbeddedId}.
   */
  List<AttributeDescription> identifier();

  /** Returns whether the identifier is an object in events. */
  boolean compositeIdentifier();

  /** Returns the attribute with {@code @Version}, if there is one. */
  Optional<AttributeDescription> version();

  /** Returns whether this is an entity of a name or of a subclass of it. */
  boolean isA(String entity);
}
