package io.hookstone.enrichers.graph;

import io.hookstone.change.Operation;
import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.enrich.EntityDescription;
import io.hookstone.enrich.EntityModel;
import io.hookstone.enrich.RenderedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds related data that a text describes: {@code customer(name, email), lineItems: lines(quantity,
 * product(sku, name))}. Thread-safe once prepared.
 *
 * <p>Turned on without Java by {@code hookstone.enrich.Order=…}, or by a subclass or a bean that
 * passes entity and text to the constructor. Events of subclasses of the entity are enriched too.
 *
 * <p>Values look as in captured data. An attribute without parentheses that leads to an entity is
 * its id. An association that is null is null; so is, for an entity that is gone when the event is
 * enriched, what was not captured. Collections come in the order of {@code @OrderColumn} or
 * {@code @OrderBy}, then by id; values without an order are sorted.
 *
 * <p>On delete there is what is known: the last state, what was deleted in the same transaction,
 * and what it pointed at, as far as it is still there.
 */
public class EntityGraphEnricher implements Enricher {

  private final String entity;
  private final String text;
  private final String name;

  /** What {@link #prepare} has made of the text. */
  private volatile @Nullable Prepared prepared;

  private record Prepared(
      EntityModel model, EntityDescription entity, List<Selection> selections, Level level) {}

  /**
   * Makes an enricher.
   *
   * @param entity a JPA entity name
   * @param text what is added to its events
   */
  public EntityGraphEnricher(String entity, String text) {
    this(entity, text, "EntityGraphEnricher." + entity);
  }

  /**
   * Makes an enricher with a name of its own.
   *
   * @param name what logs and events that go out without it call it
   */
  public EntityGraphEnricher(String entity, String text, String name) {
    this.entity = entity;
    this.text = text;
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  /**
   * Checks the text against the model.
   *
   * @throws IllegalArgumentException if the text is malformed, or an entity or attribute is not
   *     there or withheld
   */
  @Override
  public final void prepare(EntityModel model) {
    var root = model.entity(entity);
    Identifiers.check(root);
    var selections = Selection.of(GraphText.parse(text), root, model);
    selections.forEach(EntityGraphEnricher::checkIdentifiers);
    prepared = new Prepared(model, root, selections, Level.of(root, selections));
  }

  private static void checkIdentifiers(Selection selection) {
    if (selection.target() != null) {
      Identifiers.check(selection.target());
    }
    selection.children().forEach(EntityGraphEnricher::checkIdentifiers);
  }

  private Prepared prepared() {
    return Objects.requireNonNull(prepared, "Not prepared: prepare(model) comes first.");
  }

  @Override
  public final boolean enriches(String name) {
    return prepared().model().entity(name).isA(entity);
  }

  @Override
  public final void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
    var graph = prepared();
    var alive = new ArrayList<EnrichableEvent>();
    var deleted = new ArrayList<EnrichableEvent>();
    events.forEach(
        event -> (event.change().operation() == Operation.DELETE ? deleted : alive).add(event));
    var ids = alive.stream().map(event -> event.change().ref().id()).distinct().toList();
    var found = Reading.of(graph.level(), graph.entity(), ids, context);
    for (EnrichableEvent event : alive) {
      var object = found.get(event.change().ref().id());
      if (object == null) {
        gone(event, graph.selections());
      } else {
        object.forEach(event::put);
      }
    }
    enrichDeleted(deleted, graph, context);
  }

  /** Describes every name of the graph; where the row was gone at the relay, it may be null. */
  @Override
  public final Optional<String> schema(String name) {
    return Optional.of(new GraphSchema(prepared().model()).of(prepared().selections()));
  }

  private static void gone(EnrichableEvent event, List<Selection> selections) {
    var captured = RenderedValue.propertiesOf(event.change().data());
    for (Selection selection : selections) {
      if (!captured.containsKey(selection.name())) {
        event.put(selection.name(), null);
      }
    }
  }

  private static void enrichDeleted(
      List<EnrichableEvent> events, Prepared graph, EnrichmentContext context) {
    if (events.isEmpty()) {
      return;
    }
    var deleted = new DeletedGraph(graph.model());
    var objects = new ArrayList<Map<String, Object>>();
    events.forEach(event -> objects.add(deleted.of(event, graph.selections())));
    deleted.load(context);
    for (int i = 0; i < events.size(); i++) {
      objects.get(i).forEach(events.get(i)::put);
    }
  }
}
