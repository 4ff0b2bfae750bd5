package io.hookstone.format;

import io.hookstone.event.EnrichmentNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The data of an update as it was before, made of the data after it and the changes. Immutable.
 *
 * <p>What is not known is left out: properties that enrichers added, and those whose previous
 * values Hibernate did not know. Of a collection the content is known, but not the order: what was
 * removed stands at the end.
 *
 * @param data a JSON object
 * @param changes a JSON object in which collections have {@code from} and {@code to} as well, where
 *     they are known
 */
record PreviousData(String data, String changes) {

  static PreviousData of(OutgoingEvent outgoing, String changes) {
    var enriched = Set.copyOf(note(outgoing).added());
    var undoing = new Undoing(RawObject.of(outgoing.data()), RawObject.of(changes), enriched);
    undoing.run();
    return new PreviousData(undoing.data.text(), undoing.changes.text());
  }

  /** Reads the note only where there is one: most events have none. */
  private static EnrichmentNote note(OutgoingEvent outgoing) {
    return outgoing.event().enrichmentText().isPresent()
        ? outgoing.event().enrichment()
        : EnrichmentNote.NONE;
  }

  /** Takes changes back, one by one. */
  private static final class Undoing {

    private final Set<String> enriched;
    private RawObject data;
    private RawObject changes;

    Undoing(RawObject data, RawObject changes, Set<String> enriched) {
      this.enriched = enriched;
      this.changes = changes;
      this.data = data.only(name -> !enriched.contains(name) || changes.names().contains(name));
    }

    void run() {
      for (String name : changes.names()) {
        var change = RawObject.of(String.valueOf(changes.get(name)));
        data = undone(data, name, name, change);
      }
    }

    /**
     * @param name the property within the object: a whole name, or a path into an embeddable
     */
    private RawObject undone(RawObject object, String name, String fullName, RawObject change) {
      var current = object.get(name);
      if (current != null) {
        var previous = previous(current, fullName, change);
        if (previous.isPresent() && change.get("from") == null) {
          var values = RawObject.of("{}").with("from", previous.get()).with("to", current);
          changes = changes.with(fullName, values.text());
        }
        return previous
            .map(value -> object.with(name, value))
            .orElseGet(() -> object.without(name));
      }
      int dot = name.indexOf('.');
      var inner = dot < 0 ? null : object.get(name.substring(0, dot));
      return inner == null
          ? object
          : RawObject.read(inner)
              .map(embedded -> undone(embedded, name.substring(dot + 1), fullName, change))
              .map(embedded -> object.with(name.substring(0, dot), embedded.text()))
              .orElse(object);
    }

    private Optional<String> previous(String current, String name, RawObject change) {
      var from = change.get("from");
      var added = change.get("added");
      var removed = change.get("removed");
      if (from != null) {
        return Optional.of(from);
      }
      if (added == null || removed == null || enriched.contains(name)) {
        return Optional.empty();
      }
      return current.startsWith("{")
          ? entries(RawObject.of(current), RawObject.of(added), RawObject.of(removed))
          : elements(current, added, removed);
    }

    private static Optional<String> entries(RawObject current, RawObject added, RawObject removed) {
      var before = current;
      for (String key : added.names()) {
        before = before.without(key);
      }
      for (String key : removed.names()) {
        before = before.with(key, String.valueOf(removed.get(key)));
      }
      return Optional.of(before.text());
    }

    private static Optional<String> elements(String current, String added, String removed) {
      if (!current.startsWith("[")) {
        return Optional.empty();
      }
      List<String> before = new ArrayList<>(RawObject.elements(current));
      for (String element : RawObject.elements(added)) {
        if (!before.remove(element)) {
          return Optional.empty();
        }
      }
      before.addAll(RawObject.elements(removed));
      return Optional.of("[" + String.join(",", before) + "]");
    }
  }
}
