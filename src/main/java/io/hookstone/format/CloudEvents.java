package io.hookstone.format;

import io.hookstone.endpoint.SigningSecret;
import io.hookstone.event.WebhookEvent;
import java.time.Instant;
import java.util.List;

/**
 * The {@code cloudevents} format: CloudEvents 1.0 in structured JSON. Immutable.
 *
 * <p>What other formats call {@code tenantId}, {@code entity}, {@code operation}, {@code
 * transactionId}, {@code schemaVersion} and {@code revision} are extension attributes, whose names
 * have lower-case letters and digits only (CloudEvents 1.0.2, section 2.4). Attributes cannot be
 * objects, so there are no changes. Requests carry the signature of Standard Webhooks.
 */
public final class CloudEvents implements WebhookFormat {

  /** The source of events where {@code hookstone.cloudevents.source} is not set. */
  public static final String DEFAULT_SOURCE = "urn:hookstone";

  private final String source;

  /**
   * Makes the format.
   *
   * @param source the context in which events happen, a URI reference (CloudEvents 1.0.2, section
   *     2.2.2)
   */
  public CloudEvents(String source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "cloudevents";
  }

  @Override
  public byte[] body(OutgoingEvent outgoing) {
    return JsonBody.of(outgoing, body -> write(outgoing, body));
  }

  private void write(OutgoingEvent outgoing, JsonBody body) {
    var event = outgoing.event();
    body.text("specversion", "1.0");
    body.text("id", StandardSignature.messageId(event));
    body.text("source", source);
    body.text("type", event.type());
    if (!event.entityId().isEmpty()) {
      body.text("subject", event.entityId());
    }
    body.text("time", event.occurredAt().toString());
    body.text("datacontenttype", "application/json");
    writeExtensions(outgoing, body);
    body.raw("data", outgoing.data());
  }

  private static void writeExtensions(OutgoingEvent outgoing, JsonBody body) {
    var event = outgoing.event();
    event
        .tenantId()
        .filter(tenant -> !tenant.isEmpty())
        .ifPresent(tenant -> body.text("tenantid", tenant));
    body.text("entity", event.entity());
    body.text("operation", event.operation().verb());
    body.text("transactionid", event.transactionId().toString());
    body.number("schemaversion", WebhookEvent.SCHEMA_VERSION);
    // As text: the integers of CloudEvents end at 2,147,483,647.
    event.revision().ifPresent(revision -> body.text("revision", Long.toString(revision)));
    if (event.previousUnknown()) {
      body.text("previous", "unknown");
    }
    event.origin().ifPresent(origin -> body.text("origin", origin.word()));
    outgoing.reduced().ifPresent(reason -> body.text("reduced", reason));
    var failed = JsonBody.failedEnrichers(event);
    if (!failed.isEmpty()) {
      body.text("enrichmentfailed", String.join(",", failed));
    }
  }

  @Override
  public List<Header> headers(OutgoingRequest request, List<SigningSecret> secrets, Instant now) {
    return StandardSignature.headers(
        request.batch() ? "application/cloudevents-batch+json" : "application/cloudevents+json",
        request,
        secrets,
        now);
  }
}
