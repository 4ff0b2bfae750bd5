package io.hookstone.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the endpoints that the configuration declares. */
final class EndpointReader {
  private final SettingsReader reader;
  private final Collection<String> formats;
  private final boolean allowHttp;

  /**
   * Reads with {@code reader}, which collects the problems.
   *
   * @param formats the names of the wire formats that exist
   * @param allowHttp whether http URLs are fine
   */
  EndpointReader(SettingsReader reader, Collection<String> formats, boolean allowHttp) {
    this.reader = reader;
    this.formats = formats;
    this.allowHttp = allowHttp;
  }

  /** The endpoints that {@code sources} declare and that are free of problems, by name. */
  Map<String, DeclaredEndpoint> read(SettingSources sources) {
    Map<String, List<SourcedValue>> byName = new TreeMap<>();
    for (SourcedValue value : sources.all()) {
      EndpointKey key = EndpointKey.parse(value.key());
      if (key != null && key.known()) {
        byName.computeIfAbsent(key.endpoint(), name -> new ArrayList<>()).add(value);
      }
    }
    for (SourcedValue value : sources.duplicates()) {
      reader.report(
          ProblemCode.DUPLICATE_HEADER,
          value,
          Redaction.HIDDEN,
          "expected each header once, whatever its case",
          "Remove one of the two.");
    }
    Map<String, DeclaredEndpoint> endpoints = new LinkedHashMap<>();
    byName.forEach(
        (name, values) -> read(name, values).ifPresent(endpoint -> endpoints.put(name, endpoint)));
    return Collections.unmodifiableMap(endpoints);
  }

  private Optional<DeclaredEndpoint> read(String name, List<SourcedValue> values) {
    Optional<String> validName = reader.parse(EndpointParsers.names(), name, values.get(0));
    Optional<URI> url = required(EndpointSettings.URL, name, values);
    Optional<List<String>> events = required(EndpointSettings.EVENTS, name, values);
    DeclaredEndpoint.Wire wire = wire(name, values);
    Optional<String> description = optional(EndpointSettings.DESCRIPTION, name, values);
    Optional<String> filter = optional(EndpointSettings.FILTER, name, values);
    Map<String, String> headers = headers(values);
    url.ifPresent(found -> checkScheme(found, key(EndpointSettings.URL, name), values));
    if (validName.isEmpty() || url.isEmpty() || events.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DeclaredEndpoint(
            name,
            url.get(),
            events.get(),
            wire,
            description.orElse(null),
            filter.orElse(null),
            headers));
  }

  private DeclaredEndpoint.Wire wire(String name, List<SourcedValue> values) {
    Optional<String> format =
        find(key(EndpointSettings.FORMAT, name), values)
            .flatMap(value -> reader.parse(EndpointParsers.formats(formats), value));
    return new DeclaredEndpoint.Wire(
        format.or(EndpointSettings.FORMAT::fallback).orElseThrow(),
        value(EndpointSettings.SIGNATURE, name, values),
        optional(EndpointSettings.SECRET, name, values).orElse(null),
        optional(EndpointSettings.PRIVATE_KEY, name, values).orElse(null),
        shape(name, values));
  }

  private DeclaredShape shape(String name, List<SourcedValue> values) {
    return new DeclaredShape(
        value(EndpointSettings.PAYLOAD, name, values),
        value(EndpointSettings.FIELDS_KEEP, name, values),
        value(EndpointSettings.FIELDS_DROP, name, values),
        value(EndpointSettings.DECIMALS, name, values),
        value(EndpointSettings.LONGS, name, values),
        value(EndpointSettings.MAX_SIZE, name, values),
        new DeclaredShape.Batch(
            value(EndpointSettings.BATCH_MAX_EVENTS, name, values),
            value(EndpointSettings.BATCH_MAX_SIZE, name, values),
            value(EndpointSettings.BATCH_MAX_WAIT, name, values)));
  }

  private <T> Optional<T> required(Setting<T> setting, String name, List<SourcedValue> values) {
    String key = key(setting, name);
    if (find(key, values).isEmpty()) {
      SourcedValue sibling = values.get(0);
      reader.report(
          ProblemCode.MISSING_ATTRIBUTE,
          new SourcedValue(key, null, "", sibling.origin()),
          null,
          "is missing, " + Parsers.expected(setting.parser().rule()),
          "Add it, or remove '" + Redaction.printable(sibling.key()) + "'.");
    }
    return optional(setting, name, values);
  }

  /** The value of a setting that has a default. */
  private <T> T value(Setting<T> setting, String name, List<SourcedValue> values) {
    return optional(setting, name, values).or(setting::fallback).orElseThrow();
  }

  private <T> Optional<T> optional(Setting<T> setting, String name, List<SourcedValue> values) {
    return find(key(setting, name), values).flatMap(value -> reader.parse(setting.parser(), value));
  }

  private Map<String, String> headers(List<SourcedValue> values) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (SourcedValue value : values) {
      Optional<String> header =
          Optional.ofNullable(EndpointKey.parse(value.key())).flatMap(EndpointKey::header);
      header.ifPresent(
          written -> {
            Optional<String> name = reader.parse(EndpointParsers.headerNames(), written, value);
            Optional<String> text = reader.parse(EndpointSettings.HEADER.parser(), value);
            if (name.isPresent() && text.isPresent()) {
              headers.put(name.get(), text.get());
            }
          });
    }
    return headers;
  }

  private void checkScheme(URI url, String key, List<SourcedValue> values) {
    if (!allowHttp && "http".equalsIgnoreCase(url.getScheme())) {
      reader.report(
          ProblemCode.HTTP_NOT_ALLOWED,
          find(key, values).orElseThrow(),
          Redaction.url(url.toString()),
          "expected an https URL",
          "Use https, or set '%s' to true.".formatted(SettingTable.DELIVERY_ALLOW_HTTP.key()));
    }
  }

  private static Optional<SourcedValue> find(String key, List<SourcedValue> values) {
    return values.stream().filter(value -> value.key().equals(key)).findFirst();
  }

  private static String key(Setting<?> setting, String name) {
    return setting.key().replace("<name>", name);
  }
}
