package io.hookstone.enrichers.graph;

import io.hookstone.enrich.AttributeDescription;
import io.hookstone.enrich.AttributeDescription.Kind;
import io.hookstone.enrich.EntityDescription;
import io.hookstone.enrich.EntityModel;
import io.hookstone.enrichers.graph.GraphText.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that is selected, checked against the model. Immutable.
 *
 * @param name what it is called in events
 * @param target the entity that an association leads to; null for values
 * @param children what is selected of an association or an embeddable; empty for the id of an
 *     association, and for a whole embeddable
 */
record Selection(
    String name,
    AttributeDescription attribute,
    @Nullable EntityDescription target,
    List<Selection> children) {

  /**
   * Checks a text against the model.
   *
   * @throws IllegalArgumentException if an attribute is not there, is withheld, or has nothing to
   *     select from
   */
  static List<Selection> of(List<Field> fields, EntityDescription entity, EntityModel model) {
    return of(fields, entity, "", model);
  }

  private static List<Selection> of(
      List<Field> fields, EntityDescription entity, String prefix, EntityModel model) {
    var selections = new ArrayList<Selection>();
    var names = new HashSet<String>();
    for (Field field : fields) {
      var selection = of(field, entity, prefix, model);
      if (!names.add(selection.name())) {
        throw new IllegalArgumentException(
            "HKS1016: The graph of '%s' has the name '%s' twice: expected each once. Rename one, as in 'other: %s'."
                .formatted(entity.name(), selection.name(), field.path()));
      }
      selections.add(selection);
    }
    return List.copyOf(selections);
  }

  private static Selection of(
      Field field, EntityDescription entity, String prefix, EntityModel model) {
    var attribute = entity.attribute(prefix + field.path());
    var name = Objects.requireNonNullElse(field.name(), attribute.jsonName());
    var target = attribute.target() == null ? null : model.entity(attribute.target());
    if (field.children() == null) {
      return new Selection(name, attribute, target, List.of());
    }
    if (target != null) {
      return new Selection(name, attribute, target, of(field.children(), target, "", model));
    }
    if (attribute.kind() == Kind.EMBEDDED) {
      return new Selection(
          name, attribute, null, of(field.children(), entity, attribute.path() + ".", model));
    }
    throw new IllegalArgumentException(
        "HKS1017: The attribute '%s.%s' is a value: expected no parentheses after it."
            .formatted(entity.name(), attribute.path()));
  }

  boolean many() {
    return attribute.kind() == Kind.TO_MANY || attribute.kind() == Kind.ELEMENTS;
  }
}
