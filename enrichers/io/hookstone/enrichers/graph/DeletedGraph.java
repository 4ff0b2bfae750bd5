package io.hookstone.enrichers.graph;

import io.hookstone.change.EntityChange;
import io.hookstone.change.Operation;
import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.enrich.EntityDescription;
import io.hookstone.enrich.EntityModel;
import io.hookstone.enrich.RenderedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts together what is known of deleted entities: their last state, what was deleted with them in
 * the same transaction, and what they pointed at, which may still be there. Confined to one call.
 */
final class DeletedGraph {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final EntityModel model;

  /** Who waits for which entity, by what is selected of it, so that each is read with one query. */
  private final Map<Selection, Map<String, List<Consumer<Object>>>> waiting = new LinkedHashMap<>();

  DeletedGraph(EntityModel model) {
    this.model = model;
  }

  /** Returns what is selected of a deleted entity; {@link #load} completes it. */
  Map<String, Object> of(EnrichableEvent event, List<Selection> selections) {
    return object(event, event.change(), selections);
  }

  private Map<String, Object> object(
      EnrichableEvent event, EntityChange deleted, List<Selection> selections) {
    var captured = RenderedValue.propertiesOf(deleted.data());
    Map<String, Object> object = new LinkedHashMap<>();
    for (Selection selection : selections) {
      put(object, selection, value(captured, selection), event, deleted);
    }
    return object;
  }

  private void put(
      Map<String, Object> object,
      Selection selection,
      @Nullable RenderedValue captured,
      EnrichableEvent event,
      EntityChange owner) {
    var name = selection.name();
    switch (selection.attribute().kind()) {
      case VALUE, ELEMENTS ->
          object.put(name, Objects.requireNonNullElse(captured, RenderedValue.NULL));
      case EMBEDDED -> object.put(name, embedded(selection, captured, event, owner));
      case TO_ONE -> {
        object.put(name, RenderedValue.NULL);
        if (captured != null && !captured.isNull()) {
          reference(selection, captured, event, found -> object.put(name, found));
        } else if (selection.attribute().mappedBy() != null) {
          children(selection, owner, event).stream()
              .findFirst()
              .ifPresent(c -> object.put(name, c));
        }
      }
      case TO_MANY -> {
        if (captured == null || !captured.json().startsWith("[")) {
          object.put(name, children(selection, owner, event));
        } else {
          object.put(name, references(selection, captured, event));
        }
      }
    }
  }

  /** Returns a captured value, within embeddables too, under the names that events have. */
  private static @Nullable RenderedValue value(
      Map<String, RenderedValue> captured, Selection selection) {
    return captured.get(selection.attribute().jsonName());
  }

  private Object embedded(
      Selection selection,
      @Nullable RenderedValue captured,
      EnrichableEvent event,
      EntityChange owner) {
    if (captured == null || captured.isNull() || selection.children().isEmpty()) {
      return Objects.requireNonNullElse(captured, RenderedValue.NULL);
    }
    var parts = RenderedValue.propertiesOf(captured.json());
    Map<String, Object> object = new LinkedHashMap<>();
    for (Selection child : selection.children()) {
      put(object, child, value(parts, child), event, owner);
    }
    return object;
  }

  /** Elements that are still there are read; the others are not among them. */
  private List<Object> references(
      Selection selection, RenderedValue captured, EnrichableEvent event) {
    var slots = new ArrayList<Object>();
    for (var node : MAPPER.readTree(captured.json())) {
      int at = slots.size();
      slots.add(RenderedValue.NULL);
      reference(
          selection,
          new RenderedValue(MAPPER.writeValueAsString(node)),
          event,
          found -> slots.set(at, found));
    }
    return slots;
  }

  private void reference(
      Selection selection, RenderedValue captured, EnrichableEvent event, Consumer<Object> found) {
    var id = RenderedValue.propertiesOf(captured.json()).get("id");
    if (id == null) {
      return;
    }
    if (selection.children().isEmpty()) {
      found.accept(captured);
      return;
    }
    for (EntityChange change : event.changeSet().changes()) {
      if (change.ref().id().equals(id.text()) && deleted(change, selection)) {
        found.accept(object(event, change, selection.children()));
        return;
      }
    }
    waiting
        .computeIfAbsent(selection, s -> new LinkedHashMap<>())
        .computeIfAbsent(id.text(), i -> new ArrayList<>())
        .add(found);
  }

  private boolean deleted(EntityChange change, Selection selection) {
    return change.operation() == Operation.DELETE
        && model.entity(change.ref().entity()).isA(target(selection).name());
  }

  /** Returns what was deleted in the same transaction and pointed at the owner. */
  private List<Object> children(Selection selection, EntityChange owner, EnrichableEvent event) {
    var mappedBy = selection.attribute().mappedBy();
    var children = new ArrayList<Object>();
    if (mappedBy == null) {
      return children;
    }
    var owning = jsonNames(target(selection), mappedBy);
    event.changeSet().changes().stream()
        .filter(change -> deleted(change, selection) && pointsAt(change, owning, owner))
        .map(change -> child(selection, event, change))
        .forEach(children::add);
    return children;
  }

  private Object child(Selection selection, EnrichableEvent event, EntityChange change) {
    return selection.children().isEmpty()
        ? Map.of(
            "id",
            change.ref().id().startsWith("{")
                ? new RenderedValue(change.ref().id())
                : simpleId(selection, change))
        : object(event, change, selection.children());
  }

  private static RenderedValue simpleId(Selection selection, EntityChange change) {
    var name = target(selection).identifier().get(0).jsonName();
    return Objects.requireNonNullElse(
        RenderedValue.propertiesOf(change.data()).get(name), RenderedValue.NULL);
  }

  private static List<String> jsonNames(EntityDescription entity, String path) {
    var names = new ArrayList<String>();
    for (int dot = path.indexOf('.'); ; dot = path.indexOf('.', dot + 1)) {
      names.add(entity.attribute(dot < 0 ? path : path.substring(0, dot)).jsonName());
      if (dot < 0) {
        return names;
      }
    }
  }

  private static boolean pointsAt(EntityChange change, List<String> owning, EntityChange owner) {
    var json = change.data();
    for (String name : owning) {
      var value = json.startsWith("{") ? RenderedValue.propertiesOf(json).get(name) : null;
      if (value == null || value.isNull()) {
        return false;
      }
      json = value.json();
    }
    var id = RenderedValue.propertiesOf(json).get("id");
    return id != null && id.text().equals(owner.ref().id());
  }

  private static EntityDescription target(Selection selection) {
    return Objects.requireNonNull(selection.target());
  }

  /** Reads what is still there, with a constant number of queries. */
  void load(EnrichmentContext context) {
    waiting.forEach(
        (selection, byId) -> {
          var target = target(selection);
          var found =
              Reading.of(Level.of(target, selection.children()), target, byId.keySet(), context);
          byId.forEach(
              (id, those) -> {
                var object = found.get(id);
                if (object != null) {
                  those.forEach(one -> one.accept(object));
                }
              });
        });
  }
}
