package io.hookstone.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All settings, in the order in which the documentation lists them.
 *
 * <p>A new setting is one constant here (of an endpoint, in {@link EndpointSettings}), its place in
 * {@link #ALL}, and its component in {@link HookstoneSettings}; {@code ConfigurationDocsTest} then
 * asks for its row in the documentation.
 */
final class SettingTable {
  private static final String EVENT_TYPES = Setting.PREFIX + "event-type.";
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  static final Setting<Boolean> ENABLED =
      Setting.of(
          "enabled",
          Parsers.booleans(),
          "false",
          "Whether Hookstone does anything at all; without it there is no listener, no thread and"
              + " no table.");

  static final Setting<List<Glob>> ENTITIES_INCLUDE =
      Setting.of(
          "entities.include",
          Parsers.entityGlobs(),
          "*",
          "The entities whose changes become events.");

  static final Setting<List<Glob>> ENTITIES_EXCLUDE =
      Setting.unsetMeans(
          List.of(),
          "entities.exclude",
          Parsers.entityGlobs(),
          "The entities whose changes never become events, even when they are included.");

  static final Setting<List<Glob>> PROPERTIES_EXCLUDE =
      Setting.of(
          "properties.exclude",
          Parsers.propertyGlobs(HookstoneSettings.Capture.SECRET_PROPERTIES),
          String.join(",", HookstoneSettings.Capture.SECRET_PROPERTIES),
          "The properties that never leave the application, in any case of letters.");

  static final Setting<Duration> BATCH_WINDOW =
      Setting.of(
          "batch.window",
          Parsers.durations(MILLISECOND, Duration.ofHours(1)),
          "100ms",
          "How long changes are collected before they are relayed together.");

  static final Setting<Integer> BATCH_MAX_SIZE =
      Setting.of(
          "batch.max-size",
          Parsers.integers(1, 10_000),
          "500",
          "How many change sets end a batch before its window does.");

  static final Setting<List<Duration>> RETRY_SCHEDULE =
      Setting.of(
          "retry.schedule",
          Parsers.schedule(50, MILLISECOND, Duration.ofDays(30)),
          "5s,5m,30m,2h,5h,10h,14h,20h,24h",
          "The waits before the second, third and later attempts, each give or take 20 %; after"
              + " the last a delivery is dead. Set, it holds for formats with a schedule of their"
              + " own too.");

  static final Setting<Duration> DELIVERY_TIMEOUT =
      Setting.of(
          "delivery.timeout",
          Parsers.durations(Duration.ofMillis(100), Duration.ofMinutes(5)),
          "15s",
          "The deadline of one attempt, from name resolution to the end of the response.");

  static final Setting<Integer> DELIVERY_MAX_IN_FLIGHT =
      Setting.of(
          "delivery.max-in-flight",
          Parsers.integers(1, 10_000),
          "256",
          "How many attempts run at once.");

  static final Setting<Integer> DELIVERY_MAX_IN_FLIGHT_PER_ENDPOINT =
      Setting.of(
          "delivery.max-in-flight-per-endpoint",
          Parsers.integers(1, 10_000),
          "16",
          "How many attempts run at once for one endpoint; never more than"
              + " hookstone.delivery.max-in-flight, which also caps the default.");

  static final Setting<Boolean> DELIVERY_ALLOW_HTTP =
      Setting.of(
          "delivery.allow-http",
          Parsers.booleans(),
          "false",
          "Whether endpoints may have http URLs, for development.");

  static final Setting<List<Cidr>> DELIVERY_ALLOWED_NETWORKS =
      Setting.unsetMeans(
          List.of(),
          "delivery.allowed-networks",
          Parsers.networks(),
          "Private networks to which deliveries may go all the same, such as 127.0.0.0/8 for"
              + " development.");

  static final Setting<String> EVENT_TYPE =
      Setting.optional(
          "event-type.<type>",
          EndpointParsers.rules(),
          "What gives rise to an event of this type, beside or instead of the default event.");
  static final Setting<String> CLOUDEVENTS_SOURCE =
      Setting.of(
          "cloudevents.source",
          Parsers.uriReferences(),
          "urn:hookstone",
          "The source of events in the format cloudevents: what tells this application's events from"
              + " those of others.");

  static final Setting<List<String>> ENRICHERS =
      Setting.unsetMeans(
          List.of(),
          "enrichers",
          Parsers.classNames(),
          "The enrichers to use, besides those that are found by service loader.");

  static final Setting<String> ENRICH =
      Setting.optional(
          "enrich.<Entity>",
          Parsers.texts(
              "attributes as in Hibernate's entity graphs, such as customer(name), lineItems:"
                  + " lines(quantity), at most 10000 characters",
              10_000),
          "What of its related data is added to the events of an entity.");

  static final Setting<String> LINK =
      Setting.optional(
          "link.<Entity>",
          Parsers.texts(
              "a URL with properties of the event in braces, such as"
                  + " https://shop.example/orders/{id}, at most 2048 characters",
              2_048),
          "A link to the record, added to the events of an entity as link.");

  static final Setting<Duration> ENRICHMENT_TIMEOUT =
      Setting.of(
          "enrichment.timeout",
          Parsers.durations(Duration.ofMillis(10), Duration.ofMinutes(5)),
          "5s",
          "How long one call of an enricher may take.");

  static final Setting<EnrichmentFailure> ENRICHMENT_ON_FAILURE =
      Setting.of(
          "enrichment.on-failure",
          Parsers.choice(EnrichmentFailure.class),
          "deliver-plain",
          "What happens to events whose enricher fails, if it does not say so itself: they go out"
              + " without its data, or wait for it.");

  static final Setting<Duration> ENRICHMENT_HOLD_FOR =
      Setting.of(
          "enrichment.hold-for",
          Parsers.durations(Duration.ofSeconds(1), Duration.ofDays(7)),
          "1h",
          "How long after its change an event waits at most for an enricher that fails.");

  static final Setting<List<String>> ACTING_USER =
      Setting.unsetMeans(
          List.of(),
          "acting-user",
          Parsers.classNames(),
          "The class that tells who is acting, io.hookstone.change.ActingUserResolver; the first"
              + " that knows counts.");

  static final Setting<String> TABLE_PREFIX =
      Setting.of(
          "table-prefix",
          Parsers.identifiers(
              Pattern.compile("[a-z][a-z0-9_]{0,29}"),
              "1 to 30 lower-case letters, digits and underscores that begin with a letter"),
          "webhook_",
          "How the names of Hookstone's tables begin.");

  static final Setting<String> SCHEMA =
      Setting.optional("schema", identifier(), "The database schema of Hookstone's tables.");

  static final Setting<String> CATALOG =
      Setting.optional("catalog", identifier(), "The database catalog of Hookstone's tables.");

  static final Setting<SchemaManagement> SCHEMA_MANAGEMENT =
      Setting.of(
          "schema-management",
          Parsers.choice(SchemaManagement.class),
          "none",
          "What Hookstone does at start-up besides checking that its tables and columns are there:"
              + " nothing, check the indexes too, or first create what is missing.");

  static final Setting<Object> VERTX =
      Setting.optional(
          "vertx",
          SettingParser.of(
              "an io.vertx.core.Vertx object, set as a persistence unit property from Java",
              text ->
                  Parsed.rejected(
                      ProblemCode.NOT_AN_OBJECT,
                      text,
                      "expected an io.vertx.core.Vertx object",
                      "Pass the object itself as a persistence unit property from Java.")),
          "The Vert.x instance to use instead of one that Hookstone starts and stops; the"
              + " application closes it.");

  static final List<Setting<?>> ALL =
      Stream.of(
              List.<Setting<?>>of(
                  ENABLED,
                  ENTITIES_INCLUDE,
                  ENTITIES_EXCLUDE,
                  PROPERTIES_EXCLUDE,
                  BATCH_WINDOW,
                  BATCH_MAX_SIZE,
                  RETRY_SCHEDULE,
                  DELIVERY_TIMEOUT,
                  DELIVERY_MAX_IN_FLIGHT,
                  DELIVERY_MAX_IN_FLIGHT_PER_ENDPOINT,
                  DELIVERY_ALLOW_HTTP,
                  DELIVERY_ALLOWED_NETWORKS),
              EndpointSettings.ALL,
              List.<Setting<?>>of(
                  EVENT_TYPE,
                  CLOUDEVENTS_SOURCE,
                  ENRICHERS,
                  ENRICH,
                  LINK,
                  ENRICHMENT_TIMEOUT,
                  ENRICHMENT_ON_FAILURE,
                  ENRICHMENT_HOLD_FOR,
                  ACTING_USER,
                  TABLE_PREFIX,
                  SCHEMA,
                  CATALOG,
                  SCHEMA_MANAGEMENT,
                  VERTX))
          .flatMap(List::stream)
          .toList();

  /** The keys without a part that the user names. */
  static final List<String> FIXED_KEYS =
      ALL.stream().filter(setting -> !setting.template()).map(Setting::key).toList();

  private SettingTable() {}

  /** Whether there is a setting with this key. */
  static boolean knows(String key) {
    if (EntityKeys.knows(key)) {
      return true;
    }
    EndpointKey endpointKey = EndpointKey.parse(key);
    return endpointKey == null
        ? FIXED_KEYS.contains(key) || eventType(key).isPresent()
        : endpointKey.known();
  }

  /** The event type that a key names, as it was written. */
  static Optional<String> eventType(String key) {
    return key.length() > EVENT_TYPES.length() && key.startsWith(EVENT_TYPES)
        ? Optional.of(key.substring(EVENT_TYPES.length()))
        : Optional.empty();
  }

  private static SettingParser<String> identifier() {
    return Parsers.identifiers(
        Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,62}"),
        "a SQL identifier of 1 to 63 letters, digits, _ and $ that begins with a letter or _");
  }
}
