package io.hookstone.event;

import io.hookstone.model.AttributeModel;
import io.hookstone.model.EntityModel;
import io.hookstone.model.ValueModel;
import io.hookstone.text.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a name with dots leads to within an entity. Immutable.
 *
 * @param jsonNames the names in events, as far as the path was found
 * @param problem why it leads nowhere, or null
 */
record PropertyPath(List<String> jsonNames, ValueModel value, @Nullable String problem) {

  PropertyPath {
    jsonNames = List.copyOf(jsonNames);
  }

  /** Follows names, those in events and those in Java. */
  static PropertyPath of(String entity, List<AttributeModel> attributes, List<String> names) {
    return of(entity, attributes, names, true);
  }

  /** Follows names in events. */
  static PropertyPath inEvents(String entity, List<AttributeModel> attributes, List<String> names) {
    return of(entity, attributes, names, false);
  }

  private static PropertyPath of(
      String entity, List<AttributeModel> attributes, List<String> names, boolean alsoJava) {
    var found = new ArrayList<String>();
    var among = attributes;
    ValueModel value = new ValueModel.Embedded(attributes);
    for (String name : names) {
      var attribute = find(among, name, alsoJava);
      if (attribute.isEmpty()) {
        return new PropertyPath(found, value, unknown(entity, names, name, among));
      }
      if (attribute.get().withheld()) {
        return new PropertyPath(found, value, withheld(entity, names));
      }
      found.add(attribute.get().jsonName());
      value = attribute.get().value();
      if (value instanceof ValueModel.Embedded embedded) {
        among = embedded.attributes();
      } else if (value instanceof ValueModel.Reference reference) {
        among = List.of(AttributeModel.identifier("id", "id", reference.id()));
      } else if (value instanceof ValueModel.Anything || value instanceof ValueModel.Keyed) {
        // Whatever comes below is known at run time only.
        found.addAll(names.subList(found.size(), names.size()));
        return new PropertyPath(found, new ValueModel.Anything(), null);
      } else {
        among = List.of();
      }
    }
    return new PropertyPath(found, value, null);
  }

  private static Optional<AttributeModel> find(
      List<AttributeModel> among, String name, boolean alsoJava) {
    return alsoJava
        ? EntityModel.attribute(among, name)
        : among.stream().filter(attribute -> attribute.jsonName().equals(name)).findFirst();
  }

  private static String unknown(
      String entity, List<String> names, String name, List<AttributeModel> among) {
    return "HKS0406: '%s' has no property '%s': there is no '%s'. %s"
        .formatted(
            entity,
            String.join(".", names),
            name,
            NearestNames.advice(
                name,
                among.stream()
                    .filter(attribute -> !attribute.withheld())
                    .map(AttributeModel::jsonName)
                    .toList()));
  }

  private static String withheld(String entity, List<String> names) {
    return "HKS0407: The property '%s' of '%s' is left out of events, so no rule may look at it. An annotation or hookstone.properties.exclude leaves it out, or it is the inverse side (mappedBy), binary, or not in the row."
        .formatted(String.join(".", names), entity);
  }
}
