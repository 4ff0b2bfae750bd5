package io.hookstone.enrichers;

import io.hookstone.enrich.AttributeDescription;
import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.enrich.EntityModel;
import io.hookstone.enrich.RenderedValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds the version of the record, {@code "revision": 1} for a new one, from its {@code @Version}
 * attribute, which Hibernate counts from 0. Thread-safe once prepared.
 *
 * <p>On delete it is the version that the record had. Entities without a version, and those whose
 * version is a time, are left as they are.
 */
public class RecordVersion implements Enricher {

  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, long.class, short.class, Integer.class, Long.class, Short.class);

  private final String property;
  private volatile @Nullable EntityModel model;

  /** Makes an enricher that adds {@code revision}. */
  public RecordVersion() {
    this("revision");
  }

  /** Makes an enricher that adds a property of another name. */
  public RecordVersion(String property) {
    this.property = property;
  }

  @Override
  public final void prepare(EntityModel entities) {
    model = entities;
  }

  private Optional<AttributeDescription> version(String entity) {
    return Objects.requireNonNull(model, "prepare comes first")
        .entity(entity)
        .version()
        .filter(attribute -> NUMBERS.contains(attribute.javaType()));
  }

  @Override
  public final boolean enriches(String entity) {
    return version(entity).isPresent();
  }

  @Override
  public final Optional<String> schema(String entity) {
    return Optional.of(new AddedProperties().with(property, "integer", 1).schema());
  }

  @Override
  public final void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
    var version = version(events.get(0).change().ref().entity()).orElseThrow();
    for (EnrichableEvent event : events) {
      var value = RenderedValue.propertiesOf(event.change().data()).get(version.jsonName());
      if (value != null && !value.isNull()) {
        event.put(property, new BigInteger(value.json()).add(BigInteger.ONE));
      }
    }
  }
}
