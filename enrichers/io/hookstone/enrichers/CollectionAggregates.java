package io.hookstone.enrichers;

import io.hookstone.change.Operation;
import io.hookstone.enrich.AttributeDescription.Kind;
import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.enrich.EntityDescription;
import io.hookstone.enrich.EntityModel;
import io.hookstone.enrich.RenderedValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds numbers about one collection of an entity: how many elements it has, and sums, least and
 * greatest values of them. Thread-safe once prepared.
 *
 * <pre>{@code
 * public class OrderTotals extends CollectionAggregates {
 *   public OrderTotals() {
 *     super("Order", "lines", count("lineCount"), sum("quantity", "totalQuantity"));
 *   }
 * }
 * }</pre>
 *
 * <p>The numbers are those at the time of the relay, which is shortly after the commit. Count and
 * sum of an empty collection are 0, least and greatest are null. Deleted entities are left as they
 * are.
 */
public class CollectionAggregates implements Enricher {

  private static final Set<String> NUMBERS = Set.of("integer", "number");

  private final String entity;
  private final String collection;
  private final List<Aggregate> aggregates;
  private volatile @Nullable Prepared prepared;

  /**
   * One number.
   *
   * @param function of HQL
   * @param attribute of the elements; null for counting
   * @param property the name that the number gets
   */
  public record Aggregate(String function, @Nullable String attribute, String property) {

    String hql() {
      return switch (function) {
        case "count" -> "count(x)";
        case "sum" -> "coalesce(sum(x." + attribute + "), 0)";
        default -> function + "(x." + attribute + ")";
      };
    }
  }

  private record Prepared(EntityModel model, EntityDescription target, Class<?> id, String query) {}

  /**
   * Makes an enricher.
   *
   * @param entity a JPA entity name
   * @param collection an association to many of it
   */
  public CollectionAggregates(String entity, String collection, Aggregate... aggregates) {
    this.entity = entity;
    this.collection = collection;
    this.aggregates = List.of(aggregates);
  }

  /** Counts the elements. */
  public static Aggregate count(String property) {
    return new Aggregate("count", null, property);
  }

  /** Adds up an attribute of the elements. */
  public static Aggregate sum(String attribute, String property) {
    return new Aggregate("sum", attribute, property);
  }

  /** Takes the least of an attribute of the elements. */
  public static Aggregate min(String attribute, String property) {
    return new Aggregate("min", attribute, property);
  }

  /** Takes the greatest of an attribute of the elements. */
  public static Aggregate max(String attribute, String property) {
    return new Aggregate("max", attribute, property);
  }

  /**
   * Checks entity, collection and attributes.
   *
   * @throws IllegalArgumentException if one of them is not there, is withheld, or does not fit
   */
  @Override
  public final void prepare(EntityModel model) {
    var root = model.entity(entity);
    var many = root.attribute(collection);
    if (many.kind() != Kind.TO_MANY || root.identifier().size() != 1) {
      throw new IllegalArgumentException(
          "HKS1021: Aggregates of '%s.%s': expected an association to many, and an entity with a simple identifier."
              .formatted(entity, collection));
    }
    var target = model.entity(Objects.requireNonNull(many.target()));
    aggregates.stream()
        .map(Aggregate::attribute)
        .filter(Objects::nonNull)
        .forEach(target::attribute);
    var id = root.identifier().get(0);
    prepared =
        new Prepared(
            model,
            target,
            id.javaType(),
            "select e.%1$s, %2$s from %3$s e left join e.%4$s x where e.%1$s in (:ids) group by e.%1$s"
                .formatted(
                    id.path(),
                    aggregates.stream().map(Aggregate::hql).collect(Collectors.joining(", ")),
                    root.name(),
                    collection));
  }

  private Prepared prepared() {
    return Objects.requireNonNull(prepared, "prepare comes first");
  }

  @Override
  public final boolean enriches(String name) {
    return prepared().model().entity(name).isA(entity);
  }

  @Override
  public final void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
    var alive = events.stream().filter(e -> e.change().operation() != Operation.DELETE).toList();
    if (alive.isEmpty()) {
      return;
    }
    var type = prepared().id();
    List<Object> ids = alive.stream().<Object>map(event -> event.id(type)).toList();
    Map<Object, Object[]> found = new HashMap<>();
    context
        .session()
        .createSelectionQuery(prepared().query(), Object[].class)
        .setParameterList("ids", ids)
        .getResultList()
        .forEach(row -> found.put(row[0], Arrays.copyOfRange(row, 1, row.length)));
    for (EnrichableEvent event : alive) {
      var numbers = found.get(event.id(type));
      for (int i = 0; numbers != null && i < aggregates.size(); i++) {
        event.put(aggregates.get(i).property(), plain(numbers[i]));
      }
    }
  }

  /** A decimal without an exponent, as in captured data. */
  private static @Nullable Object plain(@Nullable Object number) {
    return number instanceof BigDecimal decimal
        ? new RenderedValue(decimal.toPlainString())
        : number;
  }

  @Override
  public final Optional<String> schema(String name) {
    var added = new AddedProperties();
    for (Aggregate aggregate : aggregates) {
      if (aggregate.attribute() == null) {
        added.with(aggregate.property(), "integer", 1);
      } else {
        number(aggregate.attribute(), added.property(aggregate.property()));
      }
    }
    return Optional.of(added.schema());
  }

  /** Of what is no number, nothing is known: functions do not go through its rendering. */
  private void number(String attribute, ObjectNode schema) {
    var target = prepared().target().attribute(attribute);
    var described = AddedProperties.read(prepared().model().schema(target));
    boolean number =
        described.path("type").valueStream().anyMatch(type -> NUMBERS.contains(type.asString()));
    if (number) {
      schema.setAll(described);
    }
  }

  @Override
  public String name() {
    return "CollectionAggregates." + entity + "." + collection;
  }
}
