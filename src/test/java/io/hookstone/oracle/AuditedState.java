package io.hookstone.oracle;

import io.hookstone.event.WebhookEvent;
import io.hookstone.oracle.Basics.Box;
import io.hookstone.oracle.Basics.Mark;
import io.hookstone.oracle.Basics.Person;
import jakarta.persistence.Embeddable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What Envers has of an entity's row and of the collections that it owns. */
final class AuditedState implements LawfulDifference.Audit {

  private static final JsonMapper JSON = new JsonMapper();

  private final Session session;
  private final Audits.@Nullable Change change;
  private final int revision;
  private final @Nullable WebhookEvent forgotten;

  /**
   * Makes what reads when it is asked.
   *
   * @param change null if Envers has nothing of the entity
   * @param forgotten the entity's last event, if Envers has no revision of it
   */
  AuditedState(
      Session session,
      Audits.@Nullable Change change,
      int revision,
      @Nullable WebhookEvent forgotten) {
    this.session = session;
    this.change = change;
    this.revision = revision;
    this.forgotten = forgotten;
  }

  @Override
  public boolean same() {
    var changed = changed();
    return changed != null && changed.isEmpty();
  }

  @Override
  public String toString() {
    return "changed in Envers: " + changed();
  }

  @Override
  public boolean addedAndRemoved() {
    if (change == null || !Set.of("marks").equals(changed())) {
      return false;
    }
    var reader = AuditReaderFactory.get(session);
    var ghosts = new HashSet<>(reader.find(Person.class, change.piece().key(), revision).marks);
    ghosts.removeAll(reader.find(Person.class, change.piece().key(), revision - 1).marks);
    return ghosts.equals(
        new HashSet<>(
            session
                .createNativeQuery(
                    "select ink, depth from person_marks_AUD where REV = :revision and person_id = :id"
                        + " group by ink, depth having min(REVTYPE) = 0 and max(REVTYPE) = 2",
                    Object[].class)
                .setParameter("revision", revision)
                .setParameter("id", change.piece().key())
                .getResultList()
                .stream()
                .map(row -> new Mark((String) row[0], ((Number) row[1]).intValue()))
                .toList()));
  }

  @Override
  public boolean addedToAMap() {
    if (change == null || !Set.of("bins").equals(changed())) {
      return false;
    }
    var reader = AuditReaderFactory.get(session);
    var after = reader.find(Box.class, change.piece().key(), revision).bins;
    var before = reader.find(Box.class, change.piece().key(), revision - 1).bins;
    return after.entrySet().containsAll(before.entrySet());
  }

  @Override
  public boolean asForgotten() {
    var changed = changed();
    if (change == null || changed == null || forgotten == null) {
      return false;
    }
    var told = JSON.readTree(forgotten.data());
    var piece = change.piece();
    var now =
        describe(AuditReaderFactory.get(session).find(piece.getClass(), piece.key(), revision));
    return changed.stream()
        .allMatch(
            property ->
                told.has(property)
                    && words(String.valueOf(now.get(property)))
                        .equals(words(told.get(property).toString())));
  }

  /** Returns what is in a text, whether it is JSON or Java's own, without the names of ids. */
  private static List<String> words(String text) {
    return Pattern.compile("[^\\w.-]+")
        .splitAsStream(text)
        .filter(word -> !word.isEmpty() && !word.equals("id"))
        .sorted()
        .toList();
  }

  /**
   * Returns what is different in a revision from the one before it, by property, or null if the
   * entity was not there in both.
   */
  private @Nullable Set<String> changed() {
    if (change == null || revision < 2) {
      return null;
    }
    var reader = AuditReaderFactory.get(session);
    var piece = change.piece();
    var before = reader.find(piece.getClass(), piece.key(), revision - 1);
    var after = reader.find(piece.getClass(), piece.key(), revision);
    if (before == null || after == null) {
      return null;
    }
    var old = describe(before);
    var changed = new TreeSet<String>();
    describe(after)
        .forEach(
            (property, text) -> {
              if (!text.equals(old.get(property))) {
                changed.add(property);
              }
            });
    return changed;
  }

  private static Map<String, String> describe(Object entity) {
    var described = new TreeMap<String, String>();
    for (Class<?> type = entity.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !field.getName().startsWith("$$_hibernate")
            && !field.isAnnotationPresent(Version.class)
            && !inverse(field)) {
          field.setAccessible(true);
          described.put(field.getName(), text(value(field, entity)));
        }
      }
    }
    return described;
  }

  private static boolean inverse(Field field) {
    var many = field.getAnnotation(ManyToMany.class);
    var one = field.getAnnotation(OneToMany.class);
    return (many != null && !many.mappedBy().isEmpty())
        || (one != null && !one.mappedBy().isEmpty());
  }

  private static @Nullable Object value(Field field, Object entity) {
    try {
      return field.get(entity);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(@Nullable Object value) {
    var initializer = HibernateProxy.extractLazyInitializer(value);
    if (initializer != null) {
      return String.valueOf(initializer.getInternalIdentifier());
    }
    if (value instanceof Piece piece) {
      return piece.keyText();
    }
    if (value instanceof Map<?, ?> map) {
      var entries = new TreeMap<String, String>();
      map.forEach((key, element) -> entries.put(text(key), text(element)));
      return entries.toString();
    }
    if (value instanceof Collection<?> collection) {
      var elements = new ArrayList<>(collection.stream().map(AuditedState::text).toList());
      if (!(collection instanceof List<?>)) {
        elements.sort(null);
      }
      return elements.toString();
    }
    if (value instanceof Object[] || value instanceof byte[]) {
      return Arrays.deepToString(new Object[] {value});
    }
    return value != null
            && value.getClass().isAnnotationPresent(Embeddable.class)
            && !value.getClass().isRecord()
        ? describe(value).toString()
        : String.valueOf(value);
  }
}
