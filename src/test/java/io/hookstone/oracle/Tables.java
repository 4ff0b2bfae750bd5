package io.hookstone.oracle;

import io.hookstone.oracle.RowLog.Row;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which entities the rows of which tables belong to. Immutable. */
final class Tables {

  /**
   * An entity.
   *
   * @param entity the root of its hierarchy
   * @param id as events show it
   */
  record Subject(String entity, String id) {}

  /**
   * How rows name their entity.
   *
   * @param existence whether the entity exists exactly as long as a row does
   */
  private record Owner(String entity, List<String> columns, boolean existence) {

    Subject of(JsonNode row) {
      var values = columns.stream().map(column -> row.get(column).asString()).toList();
      if (columns.size() == 1) {
        return new Subject(entity, values.get(0));
      }
      return new Subject(
          entity,
          columns.stream()
              .map(column -> "\"%s\":%s".formatted(column, row.get(column).asString()))
              .collect(Collectors.joining(",", "{", "}")));
    }

    boolean namedIn(JsonNode row) {
      return columns.stream().allMatch(column -> row.hasNonNull(column));
    }
  }

  private final Map<String, Owner> owners = new HashMap<>();

  /** One-to-many associations that write a column of their elements' table. */
  private final Map<String, Owner> foreignColumns = new HashMap<>();

  private final Map<String, String> roots = new HashMap<>();

  Tables(SessionFactory sessions) {
    var model = sessions.unwrap(SessionFactoryImplementor.class).getMappingMetamodel();
    model.forEachEntityDescriptor(persister -> entity(persister, model));
    model.forEachCollectionDescriptor(
        collection -> {
          if (!collection.isInverse()) {
            var table = (AbstractCollectionPersister) collection;
            var owner =
                new Owner(
                    root(collection.getOwnerEntityPersister(), model),
                    columns(table.getKeyColumnNames()),
                    false);
            (collection.isOneToMany() ? foreignColumns : owners)
                .put(table.getTableName().toLowerCase(Locale.ROOT), owner);
          }
        });
  }

  private void entity(EntityPersister persister, MappingMetamodelImplementor model) {
    roots.put(persister.getJpaEntityName(), root(persister, model));
    if (persister.isAbstract()) {
      return;
    }
    var tables = persister.getTableNames();
    for (int i = 0; i < tables.length; i++) {
      owners.put(
          tables[i].toLowerCase(Locale.ROOT),
          new Owner(root(persister, model), columns(persister.getKeyColumns(i)), i == 0));
    }
  }

  private static String root(EntityPersister persister, MappingMetamodelImplementor model) {
    return model.getEntityDescriptor(persister.getRootEntityName()).getJpaEntityName();
  }

  private static List<String> columns(String[] names) {
    return Stream.of(names).map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** Returns the root of an entity's hierarchy. */
  String root(String entity) {
    return roots.getOrDefault(entity, entity);
  }

  boolean known(Row row) {
    return owners.containsKey(row.table());
  }

  /** Whether the entity exists exactly as long as such a row does. */
  boolean existence(Row row) {
    return owner(row).existence();
  }

  /** Returns whose row this is. */
  Subject subject(Row row) {
    return owner(row).of(row.any());
  }

  private Owner owner(Row row) {
    var owner = owners.get(row.table());
    if (owner == null) {
      throw new IllegalArgumentException("Not a table of the model: " + row.table());
    }
    return owner;
  }

  /** Returns the columns of a row that are written for other entities. */
  List<String> foreign(String table) {
    var owner = foreignColumns.get(table);
    return owner == null ? List.of() : owner.columns();
  }

  /** Returns the entity in whose collection a row is, if it is in one. */
  Optional<Subject> owner(@Nullable JsonNode row, String table) {
    var owner = foreignColumns.get(table);
    return owner == null || row == null || !owner.namedIn(row)
        ? Optional.empty()
        : Optional.of(owner.of(row));
  }

  /**
   * Returns the entities in whose collections an update has changed the place of a row. An element
   * whose row is deleted is no change of the collection's owner to anybody.
   */
  Set<Subject> moved(Row row) {
    var subjects = new LinkedHashSet<Subject>();
    if (row.before() != null && row.after() != null) {
      var before = owner(row.before(), row.table());
      var after = owner(row.after(), row.table());
      if (!before.equals(after)) {
        before.ifPresent(subjects::add);
        after.ifPresent(subjects::add);
      }
    }
    return subjects;
  }
}
