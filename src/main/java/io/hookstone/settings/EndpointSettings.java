package io.hookstone.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The settings of one declared endpoint, {@code hookstone.endpoint.<name>.*}, in the order in which
 * the documentation lists them.
 */
final class EndpointSettings {

  static final Setting<URI> URL =
      Setting.required(
          "endpoint.<name>.url",
          EndpointParsers.urls(),
          "Where the endpoint is; https, unless hookstone.delivery.allow-http is true.");

  static final Setting<List<String>> EVENTS =
      Setting.required(
          "endpoint.<name>.events",
          EndpointParsers.events(),
          "The event types to which the endpoint subscribes.");

  static final Setting<String> FORMAT =
      Setting.of(
          "endpoint.<name>.format",
          EndpointParsers.formats(),
          "standard",
          "How its events look on the wire.");

  static final Setting<DeclaredSignature> SIGNATURE =
      Setting.of(
          "endpoint.<name>.signature",
          Parsers.choice(DeclaredSignature.class),
          "hmac",
          "Whether its deliveries are signed with a secret that the receiver shares, with a private"
              + " key, or with both; openboxes and openfront know hmac only.");

  static final Setting<String> SECRET =
      Setting.optional(
          "endpoint.<name>.secret",
          EndpointParsers.secrets(),
          "The secret that signs its deliveries; generated when it is not set.");

  static final Setting<String> PRIVATE_KEY =
      Setting.optional(
          "endpoint.<name>.private-key",
          EndpointParsers.privateKeys(),
          "The private key that signs its deliveries, where signature is ed25519 or both; generated"
              + " when it is not set.");

  static final Setting<DeclaredShape.Payload> PAYLOAD =
      Setting.of(
          "endpoint.<name>.payload",
          Parsers.choice(DeclaredShape.Payload.class),
          "full",
          "Whether data has all of the entity, or its identifier alone.");

  static final Setting<List<String>> FIELDS_KEEP =
      Setting.unsetMeans(
          List.of(),
          "endpoint.<name>.fields.keep",
          EndpointParsers.fieldPaths(),
          "The properties that are sent beside the identifier; all when it is not set.");

  static final Setting<List<String>> FIELDS_DROP =
      Setting.unsetMeans(
          List.of(),
          "endpoint.<name>.fields.drop",
          EndpointParsers.fieldPaths(),
          "The properties that are not sent, even when they are kept.");

  static final Setting<DeclaredShape.Numbers> DECIMALS =
      Setting.of(
          "endpoint.<name>.decimals",
          Parsers.choice(DeclaredShape.Numbers.class),
          "number",
          "Whether numbers with a fraction or an exponent are sent as numbers or as strings.");

  static final Setting<DeclaredShape.Numbers> LONGS =
      Setting.of(
          "endpoint.<name>.longs",
          Parsers.choice(DeclaredShape.Numbers.class),
          "number",
          "Whether integers beyond 9007199254740991 and its negative are sent as numbers or as"
              + " strings.");

  static final Setting<Integer> MAX_SIZE =
      Setting.of(
          "endpoint.<name>.max-size",
          Parsers.sizes(1 << 10, 64 << 20),
          "1MiB",
          "The largest body of an event; one that would be larger is sent with the identifier alone.");

  static final Setting<Integer> BATCH_MAX_EVENTS =
      Setting.of(
          "endpoint.<name>.batch.max-events",
          Parsers.integers(1, 1_000),
          "1",
          "How many events travel in one request; with 1, each by itself and not as a batch.");

  static final Setting<Integer> BATCH_MAX_SIZE =
      Setting.of(
          "endpoint.<name>.batch.max-size",
          Parsers.sizes(1 << 10, 64 << 20),
          "1MiB",
          "The largest batch, counted over the bodies of its events; one event is sent in any case.");

  static final Setting<Duration> BATCH_MAX_WAIT =
      Setting.of(
          "endpoint.<name>.batch.max-wait",
          Parsers.durations(Duration.ZERO, Duration.ofSeconds(10)),
          "1s",
          "How long the first event of a batch waits for others.");

  static final Setting<String> DESCRIPTION =
      Setting.optional(
          "endpoint.<name>.description",
          EndpointParsers.descriptions(),
          "What people should know about the endpoint.");

  static final Setting<String> HEADER =
      Setting.optional(
          "endpoint.<name>.headers.<Header>",
          EndpointParsers.headerValues(),
          "A header to send with each of its deliveries.");

  static final Setting<String> FILTER =
      Setting.optional(
          "endpoint.<name>.filter",
          EndpointParsers.filters(),
          "The condition that its events must meet; needs dev.cel:cel on the class path.");

  static final List<Setting<?>> ALL =
      List.of(
          URL,
          EVENTS,
          FORMAT,
          SIGNATURE,
          SECRET,
          PRIVATE_KEY,
          PAYLOAD,
          FIELDS_KEEP,
          FIELDS_DROP,
          DECIMALS,
          LONGS,
          MAX_SIZE,
          BATCH_MAX_EVENTS,
          BATCH_MAX_SIZE,
          BATCH_MAX_WAIT,
          DESCRIPTION,
          HEADER,
          FILTER);

  private EndpointSettings() {}
}
