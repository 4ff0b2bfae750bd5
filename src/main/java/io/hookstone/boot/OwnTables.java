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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
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

  /**
   * An index of the shipped DDL. Not an annotation of the entity, because Hibernate finds the
   * indexes of a table by the names that they had when they were made.
   */
  private record TableIndex(Class<?> entity, String name, boolean unique, List<String> columns) {
    TableIndex(Class<?> entity, String name, List<String> columns) {
      this(entity, name, false, columns);
    }
  }

  private static final List<TableIndex> INDEXES =
      List.of(
          new TableIndex(OutboxRow.class, "webhook_outbox_created_at", List.of("created_at")),
          new TableIndex(WebhookEvent.class, "webhook_event_type", List.of("type", "id")),
          new TableIndex(
              WebhookEvent.class, "webhook_event_entity", List.of("entity", "entity_id", "id")),
          new TableIndex(
              WebhookDelivery.class, "webhook_delivery_due", List.of("status", "next_attempt_at")),
          new TableIndex(WebhookDelivery.class, "webhook_delivery_event", List.of("event_id")),
          new TableIndex(
              WebhookDelivery.class, "webhook_delivery_endpoint", List.of("endpoint_id", "id")),
          new TableIndex(
              WebhookAttempt.class, "webhook_attempt_delivery", List.of("delivery_id", "number")),
          new TableIndex(WebhookEndpoint.class, "webhook_endpoint_name", true, List.of("name")),
          new TableIndex(WebhookSecret.class, "webhook_secret_endpoint", List.of("endpoint_id")));

  /** A table where the first group is there, otherwise an index or a constraint. */
  private static final Pattern NAME =
      Pattern.compile("(\\btable if not exists |\\bon )?\\b(" + DEFAULT_PREFIX + "\\w+)");

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
      move(mapping.getTable(), metadata.getDatabase());
      var columns = nameColumns(mapping, entity, environment);
      addIndexes(mapping.getTable(), entity, columns);
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
  }

  /** Hibernate's schema tool looks for a table in the namespace that it is listed in. */
  private void move(Table table, Database database) {
    if (schema != null || catalog != null) {
      var namespace =
          database.locateNamespace(table.getCatalogIdentifier(), table.getSchemaIdentifier());
      for (Namespace other : database.getNamespaces()) {
        other.getTables().remove(table);
      }
      namespace.registerTable(table.getNameIdentifier(), table);
    }
  }

  /** Returns the columns by the names that they have now. */
  private static Map<String, org.hibernate.mapping.Column> nameColumns(
      PersistentClass mapping, Class<?> entity, JdbcEnvironment environment) {
    var properties = new ArrayList<>(mapping.getProperties());
    properties.add(mapping.getIdentifierProperty());
    var columns = new HashMap<String, org.hibernate.mapping.Column>();
    for (Property property : properties) {
      var name = columnName(entity, property.getName());
      var column = property.getColumns().get(0);
      rename(column, name, environment);
      columns.put(name, column);
    }
    // The table finds columns by name, so it has to learn the new ones.
    var table = mapping.getTable();
    table.reorderColumns(new ArrayList<>(table.getColumns()));
    return columns;
  }

  private void addIndexes(
      Table table, Class<?> entity, Map<String, org.hibernate.mapping.Column> columns) {
    for (TableIndex index : INDEXES) {
      if (index.entity() == entity) {
        var added = table.getOrCreateIndex(prefixed(index.name()));
        added.setUnique(index.unique());
        index.columns().forEach(name -> added.addColumn(columns.get(name)));
      }
    }
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

  /** Returns the name of an entity's table in the shipped DDL. */
  static String baseName(Class<?> entity) {
    return entity.getAnnotation(jakarta.persistence.Table.class).name();
  }

  private String prefixed(String name) {
    return name.startsWith(DEFAULT_PREFIX)
        ? prefix + name.substring(DEFAULT_PREFIX.length())
        : name;
  }

  /**
   * Returns a DDL script with the names that the application's settings make.
   *
   * @param tableName takes the name of a table without a prefix of its own, such as {@code
   *     webhook_event}, and returns it as SQL has to say it
   */
  String localized(String script, UnaryOperator<String> tableName) {
    return NAME.matcher(script)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1) == null
                        ? prefixed(match.group(2))
                        : match.group(1) + tableName.apply(match.group(2))));
  }
}
