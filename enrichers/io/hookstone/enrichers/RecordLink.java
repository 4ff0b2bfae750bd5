package io.hookstone.enrichers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hookstone.enrich.AttributeDescription;
import io.hookstone.enrich.AttributeDescription.Kind;
import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.enrich.EntityDescription;
import io.hookstone.enrich.EntityModel;
import io.hookstone.enrich.RenderedValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adds a link to the record: {@code "link": "https://shop.example/orders/7"}. Thread-safe once
 * prepared.
 *
 * <p>Turned on without Java by {@code hookstone.link.Order=https://shop.example/orders/{id}}.
 * Braces hold an attribute of the entity by its Java name, {@code id} for the identifier whatever
 * its name, or {@code tenantId}. Values are escaped; an event in which one of them is null gets no
 * link.
 */
public class RecordLink implements Enricher {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern TEMPLATE =
      Pattern.compile("https?://[^\\s{}/?#]+(?:[/?#](?:[^\\s{}]|\\{[^{}\\s]+})*)?");
  private static final String ID = "id";
  private static final String TENANT = "tenantId";

  private final String entity;
  private final String template;
  private final String property;
  private volatile @Nullable EntityModel model;

  /** The names in events of the attributes in braces. */
  private final Map<String, String> jsonNames = new TreeMap<>();

  /**
   * Makes an enricher that adds {@code link}.
   *
   * @param entity a JPA entity name; its subclasses are linked too
   * @param template an absolute http or https URL, with braces after its host
   */
  public RecordLink(String entity, String template) {
    this(entity, template, "link");
  }

  /** Makes an enricher that adds a property of another name. */
  public RecordLink(String entity, String template, String property) {
    this.entity = entity;
    this.template = template;
    this.property = property;
  }

  /**
   * Checks the template.
   *
   * @throws IllegalArgumentException if it is no URL, or names what is no single value of the
   *     entity, or is withheld
   */
  @Override
  public final void prepare(EntityModel entities) {
    if (!TEMPLATE.matcher(template).matches()) {
      throw new IllegalArgumentException(
          ("HKS1019: The link of '%s' is '%s': expected an absolute http or https URL, with names in braces"
                  + " after its host.")
              .formatted(entity, template));
    }
    var described = entities.entity(entity);
    PLACEHOLDER
        .matcher(template)
        .results()
        .map(found -> found.group(1))
        .filter(name -> !name.equals(ID) && !name.equals(TENANT))
        .forEach(name -> jsonNames.put(name, value(described, name).jsonName()));
    model = entities;
  }

  private static AttributeDescription value(EntityDescription described, String name) {
    var attribute = described.attribute(name);
    if (attribute.kind() != Kind.VALUE || name.contains(".")) {
      throw new IllegalArgumentException(
          "HKS1020: The link of '%s' names '%s': expected a single value of the entity itself."
              .formatted(described.name(), name));
    }
    return attribute;
  }

  @Override
  public final boolean enriches(String name) {
    return Objects.requireNonNull(model, "prepare comes first").entity(name).isA(entity);
  }

  @Override
  public final void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
    for (EnrichableEvent event : events) {
      var link = link(event);
      if (link != null) {
        event.put(property, link);
      }
    }
  }

  private @Nullable String link(EnrichableEvent event) {
    var captured = RenderedValue.propertiesOf(event.change().data());
    var link = new StringBuilder();
    var found = PLACEHOLDER.matcher(template);
    int from = 0;
    while (found.find()) {
      var value = value(event, captured, found.group(1));
      if (value == null) {
        return null;
      }
      link.append(template, from, found.start()).append(escaped(value));
      from = found.end();
    }
    return link.append(template.substring(from)).toString();
  }

  private @Nullable String value(
      EnrichableEvent event, Map<String, RenderedValue> captured, String name) {
    if (name.equals(ID)) {
      return event.change().ref().id();
    }
    if (name.equals(TENANT)) {
      return event.changeSet().tenantId();
    }
    var value = captured.get(jsonNames.get(name));
    return value == null || value.isNull() ? null : value.text();
  }

  /** Escapes all but the unreserved characters (RFC 3986, section 2.3). */
  private static String escaped(String value) {
    var escaped = new StringBuilder();
    for (byte b : value.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean unreserved =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0;
      if (unreserved) {
        escaped.append(c);
      } else {
        escaped.append('%').append("%02X".formatted((int) c));
      }
    }
    return escaped.toString();
  }

  @Override
  public final Optional<String> schema(String name) {
    var example = PLACEHOLDER.matcher(template).replaceAll("1");
    return Optional.of(new AddedProperties().with(property, "string", example).schema());
  }

  @Override
  public final String name() {
    return "RecordLink." + entity;
  }
}
