package io.hookstone.boot;

import io.hookstone.delivery.WebhookAttempt;
import io.hookstone.delivery.WebhookDelivery;
import io.hookstone.endpoint.WebhookEndpoint;
import io.hookstone.endpoint.WebhookSecret;
import io.hookstone.event.WebhookEvent;
import io.hookstone.outbox.OutboxRow;
import io.hookstone.settings.HookstoneSettings;
import jakarta.persistence.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * The tables of Hookstone within the application's model. Immutable.
 *
 * <p>Names are put back to what the shipped DDL and the SQL of the stores say: an application's
 * naming strategy, default schema or quoting is for its own tables.
 */
record OwnTables(String prefix, @Nullable String schema, @Nullable String catalog) {

  /** Every entity of Hookstone. */
  static final List<Class<?>> ENTITIES =
      List.of(
          OutboxRow.class,
          WebhookEvent.class,
          WebhookDelivery.class,
          WebhookAttempt.class,
          WebhookEndpoint.class,
          WebhookSecret.class);

  private static final String DEFAULT_PREFIX = "webhook_";

  static OwnTables of(HookstoneSettings.Tables settings) {
    return new OwnTables(settings.prefix(), settings.schema(), settings.catalog());
  }

  /**
   * Names tables, columns, indexes and constraints of the model before Hibernate builds on them.
   */
  void applyTo(Metadata metadata, JdbcEnvironment environment) {
    for (Class<?> entity : ENTITIES) {
      var mapping = metadata.getEntityBinding(entity.getName());
      if (mapping == null) {
        throw new StartupException(
            "HKS0903: '%s' is not in the model: the host has built its model without additional mapping contributors."
                    .formatted(entity.getName())
                + " Build it with hookstone.enabled=true.");
      }
      nameTable(mapping.getTable(), entity);
      nameColumns(mapping, entity, environment);
    }
  }

  private void nameTable(Table table, Class<?> entity) {
    table.setName(prefixed(baseName(entity)));
    if (schema != null) {
      table.setSchema(schema);
    }
    if (catalog != null) {
      table.setCatalog(catalog);
    }
    table.getIndexes().values().forEach(index -> index.setName(prefixed(index.getName())));
    table.getUniqueKeys().values().forEach(key -> key.setName(prefixed(key.getName())));
  }

  /**
   * Indexes and unique keys have columns of their own, and a check constraint says the name in its
   * text.
   */
  private static void nameColumns(
      PersistentClass mapping, Class<?> entity, JdbcEnvironment environment) {
    var table = mapping.getTable();
    var names = columnNames(mapping, entity);
    Set<Selectable> columns = Collections.newSetFromMap(new IdentityHashMap<>());
    columns.addAll(table.getColumns());
    table.getIndexes().values().forEach(index -> columns.addAll(index.getSelectables()));
    table.getUniqueKeys().values().forEach(key -> columns.addAll(key.getColumns()));
    for (Selectable selectable : columns) {
      if (selectable instanceof org.hibernate.mapping.Column column) {
        var name = names.get(column.getName());
        if (name != null) {
          rename(column, name, environment);
        }
      }
    }
    // The table finds columns by name, so it has to learn the new ones.
    table.reorderColumns(new ArrayList<>(table.getColumns()));
  }

  /** Returns the names of the columns by those that the application's naming strategy made. */
  private static Map<String, String> columnNames(PersistentClass mapping, Class<?> entity) {
    var properties = new ArrayList<>(mapping.getProperties());
    properties.add(mapping.getIdentifierProperty());
    var names = new HashMap<String, String>();
    for (Property property : properties) {
      for (var column : property.getColumns()) {
        names.put(column.getName(), columnName(entity, property.getName()));
      }
    }
    return names;
  }

  /**
   * A column that the application's settings quote stays quoted, so it gets its name in the case in
   * which the database keeps an unquoted one.
   */
  private static void rename(
      org.hibernate.mapping.Column column, String name, JdbcEnvironment environment) {
    var dialect = environment.getDialect();
    var before = column.getQuotedName(dialect);
    column.setName(
        column.isQuoted()
            ? environment.getIdentifierHelper().toMetaDataObjectName(Identifier.toIdentifier(name))
            : name);
    for (CheckConstraint check : column.getCheckConstraints()) {
      if (check.getConstraint().startsWith(before)) {
        check.setConstraint(
            column.getQuotedName(dialect) + check.getConstraint().substring(before.length()));
      }
    }
  }

  private static String columnName(Class<?> entity, String field) {
    try {
      return entity.getDeclaredField(field).getAnnotation(Column.class).name();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(
          "%s has no field '%s'.".formatted(entity.getName(), field), e);
    }
  }

  private static String baseName(Class<?> entity) {
    return entity.getAnnotation(jakarta.persistence.Table.class).name();
  }

  private String prefixed(String name) {
    return name.startsWith(DEFAULT_PREFIX)
        ? prefix + name.substring(DEFAULT_PREFIX.length())
        : name;
  }

  /** Returns a DDL script with the prefix, schema and catalog of this application. */
  String localized(String script) {
    return script
        .replaceAll("\\bon webhook_", "on " + qualifier() + DEFAULT_PREFIX)
        .replaceAll(
            "\\btable if not exists webhook_",
            "table if not exists " + qualifier() + DEFAULT_PREFIX)
        .replaceAll("\\b" + DEFAULT_PREFIX, prefix);
  }

  private String qualifier() {
    return (catalog == null ? "" : catalog + ".") + (schema == null ? "" : schema + ".");
  }
}
