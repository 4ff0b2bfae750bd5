package io.hookstone.enrichers.graph;

import io.hookstone.enrich.AttributeDescription;
import io.hookstone.enrich.AttributeDescription.Kind;
import io.hookstone.enrich.EntityDescription;
import io.hookstone.enrich.RenderedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.query.SelectionQuery;
import tools.jackson.databind.json.JsonMapper;

/** Goes between identifiers as events have them and as queries need them. Thread-safe. */
final class Identifiers {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Identifiers() {}

  /**
   * Checks that an identifier can be read back from an event.
   *
   * @throws IllegalArgumentException if a part of it is an association or an embeddable
   */
  static void check(EntityDescription entity) {
    for (AttributeDescription part : entity.identifier()) {
      if (part.kind() != Kind.VALUE) {
        throw new IllegalArgumentException(
            "HKS1018: The identifier '%s.%s' is an association or an embeddable of its own: expected values. Write an enricher in Java."
                .formatted(entity.name(), part.path()));
      }
    }
  }

  /** Returns the text of an identifier as {@code EntityRef} has it. */
  static String text(EntityDescription entity, List<RenderedValue> parts) {
    return entity.compositeIdentifier() ? json(entity, parts).json() : parts.get(0).text();
  }

  /** Returns an identifier as a value in JSON. */
  static RenderedValue json(EntityDescription entity, List<RenderedValue> parts) {
    if (!entity.compositeIdentifier()) {
      return parts.get(0);
    }
    Map<String, RenderedValue> object = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      object.put(entity.identifier().get(i).jsonName(), parts.get(i));
    }
    return new RenderedValue(MAPPER.writeValueAsString(object));
  }

  /** Returns the condition that an alias is one of some identifiers. */
  static String condition(EntityDescription entity, String alias, int count) {
    var parts = entity.identifier();
    if (parts.size() == 1) {
      return alias + "." + parts.get(0).path() + " in (:ids)";
    }
    var paths = parts.stream().map(part -> alias + "." + part.path()).toList();
    var tuples = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var names = new ArrayList<String>();
      for (int part = 0; part < parts.size(); part++) {
        names.add(":id" + i + "_" + part);
      }
      tuples.add("(" + String.join(",", names) + ")");
    }
    return "(" + String.join(",", paths) + ") in (" + String.join(",", tuples) + ")";
  }

  /** Binds the identifiers of a {@link #condition}. */
  static void bind(SelectionQuery<?> query, EntityDescription entity, List<String> ids) {
    var parts = entity.identifier();
    if (parts.size() == 1) {
      query.setParameterList("ids", ids.stream().map(id -> values(entity, id).get(0)).toList());
      return;
    }
    for (int i = 0; i < ids.size(); i++) {
      var values = values(entity, ids.get(i));
      for (int part = 0; part < values.size(); part++) {
        query.setParameter("id" + i + "_" + part, values.get(part));
      }
    }
  }

  private static List<Object> values(EntityDescription entity, String id) {
    if (!entity.compositeIdentifier()) {
      return List.of(MAPPER.convertValue(id, entity.identifier().get(0).javaType()));
    }
    var object = MAPPER.readTree(id);
    return entity.identifier().stream()
        .<Object>map(part -> MAPPER.treeToValue(object.get(part.jsonName()), part.javaType()))
        .toList();
  }
}
