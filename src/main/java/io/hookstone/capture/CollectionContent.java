package io.hookstone.capture;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.collection.spi.PersistentCollection;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction did to one collection: what was in it at first, and which instance holds what
 * is in it now. Confined to the session's thread.
 *
 * <p>A stored snapshot is Hibernate's own copy of the rows as of the last flush. The next flush
 * replaces it and leaves this one as it is, so that it can be kept and read.
 *
 * @param known whether Hibernate knows what was in it; not so for a collection that was replaced
 *     without having been loaded
 * @param before the stored snapshot before the transaction; null for an empty collection
 * @param now the collection; null when it was removed
 */
record CollectionContent(
    boolean known, @Nullable Object before, @Nullable PersistentCollection<?> now) {

  /** The collection was changed in place. */
  static CollectionContent updated(PersistentCollection<?> collection) {
    var before = collection.getStoredSnapshot();
    return new CollectionContent(before != null, before, collection);
  }

  /** The collection went with its owner, or another takes its place. */
  static CollectionContent removed(PersistentCollection<?> collection) {
    var before = collection.getStoredSnapshot();
    return new CollectionContent(before != null, before, null);
  }

  /**
   * The collection was written as new. Its own snapshot may be that of a former owner; what it
   * replaces has told so before.
   */
  static CollectionContent created(PersistentCollection<?> collection) {
    return new CollectionContent(true, null, collection);
  }

  /** Merges what happened to the collections of an entity, by their roles: first old, last new. */
  static Map<String, CollectionContent> merged(
      Map<String, CollectionContent> earlier, Map<String, CollectionContent> later) {
    if (earlier.isEmpty() || later.isEmpty()) {
      return earlier.isEmpty() ? later : earlier;
    }
    var merged = new LinkedHashMap<>(earlier);
    later.forEach(
        (role, content) ->
            merged.merge(
                role,
                content,
                (first, last) -> new CollectionContent(first.known, first.before, last.now)));
    return merged;
  }
}
