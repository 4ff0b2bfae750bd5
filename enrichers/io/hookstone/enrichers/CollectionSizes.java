package io.hookstone.enrichers;

import io.hookstone.change.Operation;
import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.PluralAttribute;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds {@code "sizes": {"lines": 3}}: how many elements each collection of an entity has.
 * Thread-safe.
 *
 * <p>The numbers are those at the time of the relay, which is shortly after the commit. Deleted
 * entities, and those with a composite id, are left as they are.
 */
public final class CollectionSizes implements Enricher {

  /** For the bean registry and the service loader. */
  public CollectionSizes() {}

  @Override
  public boolean enriches(String entity) {
    return true;
  }

  @Override
  public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
    var alive = events.stream().filter(e -> e.change().operation() != Operation.DELETE).toList();
    var entity = entityType(events.get(0).change().ref().entity(), context);
    if (alive.isEmpty() || entity == null || !entity.hasSingleIdAttribute()) {
      return;
    }
    Map<Object, Map<String, Object>> sizes = new HashMap<>();
    for (PluralAttribute<?, ?, ?> collection : entity.getPluralAttributes()) {
      count(entity, collection.getName(), alive, context)
          .forEach(
              (id, size) ->
                  sizes
                      .computeIfAbsent(id, i -> new LinkedHashMap<>())
                      .put(collection.getName(), size));
    }
    for (EnrichableEvent event : alive) {
      var found = sizes.get(event.id(entity.getIdType().getJavaType()));
      if (found != null) {
        event.put("sizes", found);
      }
    }
  }

  /** Says nothing of the names of the collections. */
  @Override
  public Optional<String> schema(String entity) {
    var added = new AddedProperties();
    var sizes = added.property("sizes");
    sizes.putArray("type").add("object").add("null");
    sizes.putObject("additionalProperties").put("type", "integer");
    return Optional.of(added.schema());
  }

  private static Map<Object, Object> count(
      EntityType<?> entity,
      String collection,
      List<EnrichableEvent> events,
      EnrichmentContext context) {
    List<Object> ids =
        events.stream().<Object>map(e -> e.id(entity.getIdType().getJavaType())).toList();
    var id = entity.getId(entity.getIdType().getJavaType()).getName();
    var query =
        "select e.%s, size(e.%s) from %s e where e.%s in (:ids)"
            .formatted(id, collection, entity.getName(), id);
    Map<Object, Object> sizes = new HashMap<>();
    for (Object[] row :
        context
            .session()
            .createSelectionQuery(query, Object[].class)
            .setParameterList("ids", ids)
            .getResultList()) {
      sizes.put(row[0], row[1]);
    }
    return sizes;
  }

  private static @Nullable EntityType<?> entityType(String name, EnrichmentContext context) {
    return context.session().getFactory().getMetamodel().getEntities().stream()
        .filter(entity -> entity.getName().equals(name))
        .findFirst()
        .orElse(null);
  }
}
