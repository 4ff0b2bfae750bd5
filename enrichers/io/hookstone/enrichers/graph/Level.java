package io.hookstone.enrichers.graph;

import io.hookstone.enrich.AttributeDescription;
import io.hookstone.enrich.AttributeDescription.Kind;
import io.hookstone.enrich.EntityDescription;
import io.hookstone.enrich.RenderedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One query of a graph: the roots with all to which they have one, or one collection of them with
 * all to which its elements have one. Immutable once built.
 *
 * <p>Each row begins with the ids on the way to it: of the root, then of the element of each
 * collection. Values are read as columns, so that Hibernate loads no entity, and no association
 * that nobody asked for.
 */
final class Level {

  /** Reads one value of a row. */
  private interface Cell {
    Object read(@Nullable Object[] row, List<Object> way, Reading reading);
  }

  private record Named(String name, Cell cell) {}

  private final EntityDescription root;
  private final @Nullable Selection collection;
  private final String alias;
  private final List<String> joins;
  private final int wayLength;
  private final List<String> leftJoins = new ArrayList<>();
  private final List<String> columns = new ArrayList<>();
  private final List<String> ordering = new ArrayList<>();
  private final List<Named> cells = new ArrayList<>();
  private final List<Level> below = new ArrayList<>();
  private int aliases;
  private int elementColumn = -1;
  private int keyColumn = -1;
  private List<Integer> identifierColumns = List.of();

  private Level(
      EntityDescription root,
      @Nullable Selection collection,
      String alias,
      List<String> joins,
      List<String> way) {
    this.root = root;
    this.collection = collection;
    this.alias = alias;
    this.joins = joins;
    this.wayLength = way.size();
    this.columns.addAll(way);
  }

  /** Plans the queries for a root entity. */
  static Level of(EntityDescription root, List<Selection> selections) {
    var level = new Level(root, null, "e", List.of(), List.of());
    level.identifierColumns = level.identify(root, "e");
    selections.forEach(
        selection ->
            level.cells.add(new Named(selection.name(), level.cell(selection, "e", List.of()))));
    return level;
  }

  private int idCount() {
    return wayLength + identifierColumns.size();
  }

  private List<String> way() {
    return List.copyOf(columns.subList(0, idCount()));
  }

  private List<Integer> identify(EntityDescription entity, String of) {
    return entity.identifier().stream().map(part -> column(of + "." + part.path())).toList();
  }

  private int column(String expression) {
    columns.add(expression);
    return columns.size() - 1;
  }

  private Cell cell(Selection selection, String of, List<String> reached) {
    var attribute = selection.attribute();
    return switch (attribute.kind()) {
      case VALUE -> value(attribute, of);
      case EMBEDDED ->
          selection.children().isEmpty() ? value(attribute, of) : embedded(selection, of, reached);
      case TO_ONE -> toOne(selection, of, reached);
      case TO_MANY, ELEMENTS -> many(selection, of, reached);
    };
  }

  private Cell value(AttributeDescription attribute, String of) {
    int at = column(of + "." + attribute.path());
    return (row, way, reading) -> reading.render(attribute, row[at]);
  }

  private Cell embedded(Selection selection, String of, List<String> reached) {
    var parts = named(selection.children(), of, reached);
    return (row, way, reading) -> {
      var object = object(parts, row, way, reading);
      boolean absent = object.values().stream().allMatch(RenderedValue.NULL::equals);
      return absent ? RenderedValue.NULL : object;
    };
  }

  private Cell toOne(Selection selection, String of, List<String> reached) {
    var target = Objects.requireNonNull(selection.target());
    var joined = nextAlias();
    var path = new ArrayList<>(reached);
    path.add("left join " + of + "." + selection.attribute().path() + " " + joined);
    leftJoins.add(path.get(path.size() - 1));
    var ids = identify(target, joined);
    var parts = named(selection.children(), joined, path);
    return (row, way, reading) -> {
      if (row[ids.get(0)] == null) {
        return RenderedValue.NULL;
      }
      return parts.isEmpty()
          ? Map.of("id", Identifiers.json(target, reading.identifier(target, row, ids)))
          : object(parts, row, way, reading);
    };
  }

  private Cell many(Selection selection, String of, List<String> reached) {
    var level = below(selection, of, reached);
    below.add(level);
    boolean map = selection.attribute().map();
    return (row, way, reading) -> reading.container(level, way, map);
  }

  private Level below(Selection selection, String of, List<String> reached) {
    var attribute = selection.attribute();
    var joined = alias + "_" + below.size();
    var path = new ArrayList<>(joins);
    path.addAll(reached);
    path.add("join " + of + "." + attribute.path() + " " + joined);
    var level = new Level(root, selection, joined, List.copyOf(path), way());
    if (attribute.map()) {
      level.keyColumn = level.column("key(" + joined + ")");
    } else if (attribute.indexed()) {
      level.ordering.add("index(" + joined + ")");
    }
    if (attribute.kind() == Kind.ELEMENTS) {
      level.elementColumn = level.column(joined);
    } else {
      level.elements(selection, attribute);
    }
    return level;
  }

  private void elements(Selection selection, AttributeDescription attribute) {
    var target = Objects.requireNonNull(selection.target());
    // The key of a map stands between the way and the identifier, which must be side by side.
    var key = keyColumn < 0 ? null : columns.remove(keyColumn);
    identifierColumns = identify(target, alias);
    if (key != null) {
      keyColumn = column(key);
    }
    attribute.ordering().forEach(item -> ordering.add(alias + "." + item));
    target.identifier().forEach(part -> ordering.add(alias + "." + part.path()));
    cells.addAll(named(selection.children(), alias, List.of()));
  }

  private List<Named> named(List<Selection> selections, String of, List<String> reached) {
    return selections.stream()
        .map(child -> new Named(child.name(), cell(child, of, reached)))
        .toList();
  }

  private String nextAlias() {
    return alias + "_to" + aliases++;
  }

  private static Map<String, Object> object(
      List<Named> parts, @Nullable Object[] row, List<Object> way, Reading reading) {
    Map<String, Object> object = new LinkedHashMap<>();
    parts.forEach(part -> object.put(part.name(), part.cell().read(row, way, reading)));
    return object;
  }

  /** Returns the query for a number of roots. */
  String query(int count) {
    return "select "
        + String.join(", ", columns)
        + " from "
        + root.name()
        + " e "
        + String.join(" ", joins)
        + " "
        + String.join(" ", leftJoins)
        + " where "
        + Identifiers.condition(root, "e", count)
        + (ordering.isEmpty() ? "" : " order by " + String.join(", ", ordering));
  }

  List<Level> below() {
    return below;
  }

  /** Puts what a row holds where it belongs. */
  void read(@Nullable Object[] row, Reading reading) {
    if (absent(row)) {
      return;
    }
    var way = way(row, idCount());
    if (collection == null) {
      reading.root(
          Identifiers.text(root, reading.identifier(root, row, identifierColumns)),
          object(cells, row, way, reading));
    } else {
      var element = element(collection, row, way, reading);
      var parent = way(row, wayLength);
      if (keyColumn < 0) {
        reading.add(this, parent, element);
      } else {
        reading.put(this, parent, collection.attribute(), row[keyColumn], element);
      }
    }
  }

  private Object element(Selection of, @Nullable Object[] row, List<Object> way, Reading reading) {
    if (elementColumn >= 0) {
      return reading.renderElement(of.attribute(), row[elementColumn]);
    }
    var target = Objects.requireNonNull(of.target());
    return cells.isEmpty()
        ? Map.of("id", Identifiers.json(target, reading.identifier(target, row, identifierColumns)))
        : object(cells, row, way, reading);
  }

  /** Hibernate joins elements that are soft-deleted as if they were null (ORM 7.4). */
  private boolean absent(@Nullable Object[] row) {
    for (int i = 0; i < idCount(); i++) {
      if (row[i] == null) {
        return true;
      }
    }
    return false;
  }

  private static List<Object> way(@Nullable Object[] row, int length) {
    var way = new ArrayList<Object>(length);
    for (int i = 0; i < length; i++) {
      way.add(Objects.requireNonNull(row[i]));
    }
    return way;
  }

  /** Whether the elements come in no order of their own. */
  boolean unordered() {
    return elementColumn >= 0
        && keyColumn < 0
        && collection != null
        && !collection.attribute().indexed();
  }
}
