package io.hookstone.capture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What came into a collection and what went out of it. Not thread-safe.
 *
 * <p>Elements are the same when events would show the same, or when their Hibernate type says so.
 * An element that changed has gone and come.
 */
final class CollectionChanges {

  /**
   * An element or, of a map, an entry. No record: the equality of records would ask the
   * application's own, which may load something.
   */
  private static final class Element {
    private final String text;
    private final @Nullable Object value;
    private final @Nullable String key;

    Element(String text, @Nullable Object value, @Nullable String key) {
      this.text = text;
      this.value = value;
      this.key = key;
    }

    /** What makes two elements the same in events. */
    String identity() {
      return key == null ? text : key + "\n" + text;
    }
  }

  private final CollectionPersister persister;
  private final ValueContext context;
  private final boolean known;
  private final List<Element> added = new ArrayList<>();
  private final List<Element> removed = new ArrayList<>();
  private boolean reordered;

  private CollectionChanges(CollectionPersister persister, boolean known, ValueContext context) {
    this.persister = persister;
    this.known = known;
    this.context = context;
  }

  /**
   * Compares.
   *
   * @param context what must not be shown; an element that differs in nothing else is the same
   * @throws RuntimeException if an element has no JSON form
   */
  static CollectionChanges of(
      CollectionPersister persister, CollectionContent content, ValueContext context) {
    var now = now(persister, content.now());
    if (!content.known() || now == null) {
      return new CollectionChanges(persister, false, context);
    }
    var changes = new CollectionChanges(persister, true, context);
    changes.compare(changes.elements(stored(persister, content.before())), changes.elements(now));
    return changes;
  }

  /** Whether nothing came and nothing went, as far as Hibernate knows. */
  boolean none() {
    return known && added.isEmpty() && removed.isEmpty() && !reordered;
  }

  /** Writes {@code {"added": …, "removed": …}}, or that the previous content is unknown. */
  void write(JsonGenerator json) {
    json.writeStartObject();
    if (known) {
      write(json, "added", added);
      write(json, "removed", removed);
      if (reordered) {
        json.writeBooleanProperty("reordered", true);
      }
    } else {
      json.writeStringProperty("previous", "unknown");
    }
    json.writeEndObject();
  }

  private void write(JsonGenerator json, String name, List<Element> elements) {
    boolean object = map() && simpleKeys();
    json.writeName(name);
    if (object) {
      json.writeStartObject();
    } else {
      json.writeStartArray();
    }
    for (Element element : elements) {
      if (object) {
        json.writeName(String.valueOf(element.key));
      }
      json.writeRawValue(element.text);
    }
    if (object) {
      json.writeEndObject();
    } else {
      json.writeEndArray();
    }
  }

  private void compare(List<Element> before, List<Element> now) {
    Map<String, Deque<Element>> left = new HashMap<>();
    for (Element element : before) {
      left.computeIfAbsent(element.identity(), text -> new ArrayDeque<>()).add(element);
    }
    var stayed = new HashSet<Element>();
    for (Element element : now) {
      var same = left.get(element.identity());
      var found = same == null ? null : same.pollFirst();
      if (found == null) {
        added.add(element);
      } else {
        stayed.add(found);
      }
    }
    before.stream().filter(element -> !stayed.contains(element)).forEach(removed::add);
    dropEqualByType();
    reordered = added.isEmpty() && removed.isEmpty() && ordered() && !sameOrder(before, now);
  }

  /** A number may have got another scale, which is no change. */
  private void dropEqualByType() {
    if (added.isEmpty() || removed.isEmpty() || !comparable()) {
      return;
    }
    Map<Typed, Deque<Element>> gone = new HashMap<>();
    removed.forEach(e -> gone.computeIfAbsent(new Typed(e), key -> new ArrayDeque<>()).add(e));
    var stayed = new HashSet<Element>();
    for (Iterator<Element> came = added.iterator(); came.hasNext(); ) {
      var same = gone.get(new Typed(came.next()));
      var found = same == null ? null : same.pollFirst();
      if (found != null) {
        stayed.add(found);
        came.remove();
      }
    }
    removed.removeIf(stayed::contains);
  }

  /** An element as its Hibernate type sees it. */
  private final class Typed {
    private final Element element;

    Typed(Element element) {
      this.element = element;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Typed typed && sameByType(element, typed.element);
    }

    @Override
    public int hashCode() {
      return element.value == null
          ? 0
          : elementType().getHashCode(element.value, context.factory());
    }
  }

  private boolean sameByType(Element one, Element other) {
    return java.util.Objects.equals(one.key, other.key)
        && one.value != null
        && other.value != null
        && elementType().isEqual(one.value, other.value, context.factory());
  }

  private boolean comparable() {
    // Associations are their ids, which the text has.
    return elementType() instanceof BasicType<?>
        || (elementType() instanceof CompositeType && !(elementType() instanceof AnyType));
  }

  private boolean sameOrder(List<Element> before, List<Element> now) {
    for (int i = 0; i < before.size(); i++) {
      var one = before.get(i);
      var other = now.get(i);
      if (!one.text.equals(other.text) && !(comparable() && sameByType(one, other))) {
        return false;
      }
    }
    return true;
  }

  private List<Element> elements(Iterator<? extends @Nullable Object> content) {
    var elements = new ArrayList<Element>();
    while (content.hasNext()) {
      var next = content.next();
      if (!map()) {
        elements.add(new Element(text(elementType(), next), next, null));
      } else if (next instanceof Map.Entry<?, ?> entry) {
        entry(entry, elements);
      }
    }
    return elements;
  }

  private void entry(Map.Entry<?, ?> entry, List<Element> elements) {
    var keyType = CollectionValues.indexType(persister);
    var value = text(elementType(), entry.getValue());
    if (!simpleKeys()) {
      var key = text(keyType, entry.getKey());
      elements.add(
          new Element("{\"key\":" + key + ",\"value\":" + value + "}", entry.getValue(), key));
    } else {
      var key = JsonValues.idText(keyType, entry.getKey(), context.whole());
      if (!context.withholdsKey(key)) {
        elements.add(new Element(value, entry.getValue(), key));
      }
    }
  }

  private String text(Type type, @Nullable Object value) {
    return Json.render(json -> JsonValues.write(json, type, value, context));
  }

  /** Returns what the rows hold after the last flush; null if Hibernate does not know it. */
  private static @Nullable Iterator<? extends @Nullable Object> now(
      CollectionPersister persister, @Nullable PersistentCollection<?> collection) {
    if (collection == null) {
      return List.of().iterator();
    }
    var stored = collection.getStoredSnapshot();
    if (stored != null) {
      return stored(persister, stored);
    }
    return collection.wasInitialized() ? collection.entries(persister) : null;
  }

  /**
   * The elements of a stored snapshot: of a set and of a list with ids it is a map too, which has
   * them as its values.
   */
  private static Iterator<? extends @Nullable Object> stored(
      CollectionPersister persister, @Nullable Object snapshot) {
    if (snapshot == null) {
      return List.of().iterator();
    }
    if (snapshot instanceof Map<?, ?> map) {
      return isMap(persister) ? map.entrySet().iterator() : map.values().iterator();
    }
    return CollectionValues.iterator(snapshot);
  }

  private boolean simpleKeys() {
    return CollectionValues.indexType(persister) instanceof BasicType<?>;
  }

  private boolean map() {
    return isMap(persister);
  }

  private static boolean isMap(CollectionPersister persister) {
    return switch (classification(persister)) {
      case MAP, SORTED_MAP, ORDERED_MAP -> true;
      default -> false;
    };
  }

  private boolean ordered() {
    return switch (classification(persister)) {
      case LIST, ARRAY -> true;
      default -> false;
    };
  }

  private static CollectionClassification classification(CollectionPersister persister) {
    return persister.getCollectionSemantics().getCollectionClassification();
  }

  private Type elementType() {
    return CollectionValues.elementType(persister);
  }
}
