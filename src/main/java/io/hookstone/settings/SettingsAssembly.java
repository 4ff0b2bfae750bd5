package io.hookstone.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Reads all settings, checks them against each other, and puts the result together. */
final class SettingsAssembly {
  private SettingsAssembly() {}

  static HookstoneSettings read(SettingSources sources, Collection<String> formats) {
    SettingsReader reader = new SettingsReader(sources);
    reader.value(SettingTable.ENABLED);
    HookstoneSettings.Capture capture =
        new HookstoneSettings.Capture(
            reader.value(SettingTable.ENTITIES_INCLUDE),
            reader.value(SettingTable.ENTITIES_EXCLUDE),
            reader.value(SettingTable.PROPERTIES_EXCLUDE));
    HookstoneSettings.Batch batch =
        new HookstoneSettings.Batch(
            reader.value(SettingTable.BATCH_WINDOW), reader.value(SettingTable.BATCH_MAX_SIZE));
    HookstoneSettings.Retry retry =
        new HookstoneSettings.Retry(
            reader.value(SettingTable.RETRY_SCHEDULE), reader.given(SettingTable.RETRY_SCHEDULE));
    HookstoneSettings.Delivery delivery = delivery(reader);
    // Where allow-http is itself in doubt, complaining about http URLs would only mislead.
    boolean allowHttp = delivery.allowHttp() || reader.rejected(SettingTable.DELIVERY_ALLOW_HTTP);
    Map<String, DeclaredEndpoint> endpoints =
        new EndpointReader(reader, formats, allowHttp).read(sources);
    HookstoneSettings settings =
        new HookstoneSettings(
            capture,
            batch,
            retry,
            delivery,
            endpoints,
            eventTypes(reader, sources),
            reader.value(SettingTable.CLOUDEVENTS_SOURCE),
            reader.value(SettingTable.ENRICHERS),
            enrichment(sources, reader),
            new HookstoneSettings.Tables(
                reader.value(SettingTable.TABLE_PREFIX),
                reader.optional(SettingTable.SCHEMA).orElse(null),
                reader.optional(SettingTable.CATALOG).orElse(null),
                reader.value(SettingTable.SCHEMA_MANAGEMENT)),
            reader.object(SettingTable.VERTX));
    reader.reportUnknown();
    reader.throwIfAny();
    return settings;
  }

  private static Map<String, String> eventTypes(SettingsReader reader, SettingSources sources) {
    Map<String, String> rules = new TreeMap<>();
    for (SourcedValue value : sources.all()) {
      SettingTable.eventType(value.key())
          .ifPresent(
              type ->
                  reader
                      .parse(SettingTable.EVENT_TYPE.parser(), value)
                      .ifPresent(rule -> rules.put(type, rule)));
    }
    return rules;
  }

  private static HookstoneSettings.Enrichment enrichment(
      SettingSources sources, SettingsReader reader) {
    return new HookstoneSettings.Enrichment(
        EntityKeys.read(SettingTable.ENRICH, sources, reader),
        EntityKeys.read(SettingTable.LINK, sources, reader),
        reader.value(SettingTable.ENRICHMENT_TIMEOUT),
        reader.value(SettingTable.ENRICHMENT_ON_FAILURE),
        reader.value(SettingTable.ENRICHMENT_HOLD_FOR),
        reader.value(SettingTable.ACTING_USER));
  }

  private static HookstoneSettings.Delivery delivery(SettingsReader reader) {
    Setting<Integer> perEndpoint = SettingTable.DELIVERY_MAX_IN_FLIGHT_PER_ENDPOINT;
    Setting<Integer> overall = SettingTable.DELIVERY_MAX_IN_FLIGHT;
    Duration timeout = reader.value(SettingTable.DELIVERY_TIMEOUT);
    int maxInFlight = reader.value(overall);
    int maxInFlightPerEndpoint = reader.value(perEndpoint);
    if (!reader.given(perEndpoint)) {
      // Who lowers the one limit should not have to know of the other.
      maxInFlightPerEndpoint = Math.min(maxInFlightPerEndpoint, maxInFlight);
    } else if (maxInFlightPerEndpoint > maxInFlight
        && !reader.rejected(perEndpoint)
        && !reader.rejected(overall)) {
      reader.report(
          ProblemCode.CONFLICTING_LIMITS,
          reader.source(perEndpoint),
          Integer.toString(maxInFlightPerEndpoint),
          "expected at most %d, the value of '%s'".formatted(maxInFlight, overall.key()),
          "Lower it, or raise '%s'.".formatted(overall.key()));
    }
    return new HookstoneSettings.Delivery(
        timeout,
        maxInFlight,
        maxInFlightPerEndpoint,
        reader.value(SettingTable.DELIVERY_ALLOW_HTTP),
        reader.value(SettingTable.DELIVERY_ALLOWED_NETWORKS));
  }
}
