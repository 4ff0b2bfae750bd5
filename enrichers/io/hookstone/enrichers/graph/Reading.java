package io.hookstone.enrichers.graph;

import io.hookstone.enrich.AttributeDescription;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.enrich.EntityDescription;
import io.hookstone.enrich.RenderedValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** Runs the queries of a graph and puts their rows together. Confined to one call. */
final class Reading {

  private static final Comparator<Object> BY_VALUE =
      (one, other) -> {
        var left = ((RenderedValue) one).json();
        var right = ((RenderedValue) other).json();
        return number(left) && number(right)
            ? new BigDecimal(left).compareTo(new BigDecimal(right))
            : left.compareTo(right);
      };

  private final EnrichmentContext context;
  private final Map<String, Map<String, Object>> roots = new LinkedHashMap<>();
  private final Map<Level, Map<List<Object>, List<Object>>> lists = new HashMap<>();
  private final Map<Level, Map<List<Object>, Map<String, Object>>> maps = new HashMap<>();

  private Reading(EnrichmentContext context) {
    this.context = context;
  }

  /**
   * Reads entities and what belongs to them, with one query per level.
   *
   * @param ids as events have them; may be empty
   * @return what was found, by id
   */
  static Map<String, Map<String, Object>> of(
      Level root, EntityDescription entity, Collection<String> ids, EnrichmentContext context) {
    var reading = new Reading(context);
    if (!ids.isEmpty()) {
      reading.run(root, entity, List.copyOf(ids));
    }
    return reading.roots;
  }

  private void run(Level level, EntityDescription entity, List<String> ids) {
    SelectionQuery<Object[]> query =
        context.session().createSelectionQuery(level.query(ids.size()), Object[].class);
    Identifiers.bind(query, entity, ids);
    query.getResultList().forEach(row -> level.read(row, this));
    if (level.unordered()) {
      lists.getOrDefault(level, Map.of()).values().forEach(list -> list.sort(BY_VALUE));
    }
    level.below().forEach(below -> run(below, entity, ids));
  }

  private static boolean number(String json) {
    return Character.isDigit(json.charAt(0)) || json.charAt(0) == '-';
  }

  RenderedValue render(AttributeDescription attribute, @Nullable Object value) {
    return context.model().render(context.session(), attribute, value);
  }

  RenderedValue renderElement(AttributeDescription attribute, @Nullable Object element) {
    return context.model().renderElement(context.session(), attribute, element);
  }

  List<RenderedValue> identifier(
      EntityDescription entity, @Nullable Object[] row, List<Integer> columns) {
    var parts = new ArrayList<RenderedValue>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      parts.add(render(entity.identifier().get(i), row[columns.get(i)]));
    }
    return parts;
  }

  void root(String id, Map<String, Object> object) {
    roots.put(id, object);
  }

  /** Makes the collection that the rows of a level fill, for what they have on their way. */
  Object container(Level level, List<Object> way, boolean map) {
    return map
        ? maps.computeIfAbsent(level, l -> new HashMap<>())
            .computeIfAbsent(way, w -> new TreeMap<>())
        : lists
            .computeIfAbsent(level, l -> new HashMap<>())
            .computeIfAbsent(way, w -> new ArrayList<>());
  }

  /** A row of what came only after the roots were read has no place. */
  void add(Level level, List<Object> way, Object element) {
    var list = lists.getOrDefault(level, Map.of()).get(way);
    if (list != null) {
      list.add(element);
    }
  }

  void put(
      Level level,
      List<Object> way,
      AttributeDescription attribute,
      @Nullable Object key,
      Object element) {
    var map = maps.getOrDefault(level, Map.of()).get(way);
    var name = key == null ? null : context.model().keyName(context.session(), attribute, key);
    if (map != null && name != null) {
      map.put(name, element);
    }
  }
}
