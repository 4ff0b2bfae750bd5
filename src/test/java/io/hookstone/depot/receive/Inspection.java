package io.hookstone.depot.receive;

import io.hookstone.depot.ledger.Event;
import io.hookstone.depot.ledger.Receipt;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Judges one request: the signature first, then the body.
 *
 * <p>Thread-safe.
 */
final class Inspection {

  private final Signature signature;
  private final Wire wire;
  private final List<String> forbidden;
  private final JsonMapper json = exactJson();

  /**
   * @param forbidden what no body may contain
   */
  Inspection(Signature signature, Wire wire, List<String> forbidden) {
    this.signature = signature;
    this.wire = wire;
    this.forbidden = List.copyOf(forbidden);
  }

  Verdict judge(HttpHeaders headers, byte[] body, Instant now) {
    Optional<String> fault = signature.fault(headers, body);
    if (fault.isPresent()) {
      return new Verdict.Refused("signature: " + fault.get());
    }
    try {
      return judge(headers, json.readTree(body), body, now);
    } catch (JacksonException e) {
      return new Verdict.Refused("the body is no JSON");
    }
  }

  /** Decimals stay as they were sent: 9.50, not 9.5. */
  static JsonMapper exactJson() {
    return JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  }

  private Verdict judge(HttpHeaders headers, JsonNode json, byte[] body, Instant now) {
    Wire.Told told = wire.read(headers, json);
    Event event = told.event();
    if (told.webhookId().isEmpty()
        || event.type().isEmpty()
        || event.key().entity().isEmpty()
        || event.key().id().isEmpty()) {
      return new Verdict.Refused("its id, its type, its entity or data.id is missing");
    }
    List<String> faults = new ArrayList<>(told.faults());
    String text = new String(body, StandardCharsets.UTF_8);
    for (String secret : forbidden) {
      if (text.contains(secret)) {
        faults.add("it contains '" + secret + "'");
      }
    }
    if (json.has("enrichmentFailed") || json.has("enrichmentfailed")) {
      faults.add("an enricher failed");
    }
    if (event.key().entity().equals("Order")) {
      checkOrder(event, told.data(), faults);
    }
    String summary = ChangeSummary.of(told.changes(), told.data());
    return new Verdict.Accepted(
        new Receipt(told.webhookId(), event, digest(body), now, summary, faults));
  }

  /** An order comes with its customer and its lines; they are null where it is gone by then. */
  private static void checkOrder(Event event, JsonNode order, List<String> faults) {
    JsonNode lines = order.path("lines");
    boolean gone = lines.isNull() && !event.type().endsWith(".deleted");
    if (gone) {
      return;
    }
    if (lines.isEmpty() || lines.path(0).path("product").path("sku").asString("").isEmpty()) {
      faults.add("it lacks its lines");
    }
    if (order.path("customer").path("email").asString("").isEmpty()) {
      faults.add("it lacks its customer");
    }
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
