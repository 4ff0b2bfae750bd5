package io.hookstone.capture;

import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.type.ComponentType;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What an embeddable's class says beyond its attributes: its kind where embeddables inherit, and
 * which attributes that kind has. Immutable.
 *
 * @param mapping its mapping model; null for types that have none
 */
record EmbeddableKinds(@Nullable EmbeddableMappingType mapping) {

  /** No attribute of Java has such a name, so it clashes with none. */
  private static final String KIND = "@type";

  static EmbeddableKinds of(CompositeType type) {
    return new EmbeddableKinds(
        type instanceof ComponentType component
            ? component.mappingModelPart().getEmbeddableTypeDescriptor()
            : null);
  }

  /** Writes the kind, if there are several. */
  void write(JsonGenerator json, Object value) {
    if (mapping != null && mapping.isPolymorphic()) {
      json.writeName(KIND);
      ScalarValues.write(json, kindOf(mapping, value).getDiscriminatorValue());
    }
  }

  /**
   * Whether the row has a value of an attribute: formulas are not in it, nor those of other kinds.
   */
  boolean writes(Object value, int index) {
    if (mapping == null) {
      return true;
    }
    if (mapping.isPolymorphic()
        && (index >= mapping.getNumberOfAttributeMappings()
            || !kindOf(mapping, value).declaresAttribute(index))) {
      return false;
    }
    return !(mapping.getAttributeMapping(index) instanceof SelectableMapping column
        && column.isFormula());
  }

  private static EmbeddableMappingType.ConcreteEmbeddableType kindOf(
      EmbeddableMappingType mapping, Object value) {
    return mapping.findSubtypeBySubclass(value.getClass().getName());
  }
}
