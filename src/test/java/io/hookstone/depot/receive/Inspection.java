package io.hookstone.depot.receive;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.hookstone.depot.ledger.Change;
import io.hookstone.depot.ledger.EntityKey;
import io.hookstone.depot.ledger.Operation;
import io.hookstone.depot.ledger.Receipt;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Judges one request: signature first, by a verifier that others wrote; then the body.
 *
 * <p>Thread-safe.
 */
final class Inspection {

  private final Webhook verifier;
  private final List<String> forbidden;
  private final JsonMapper json = exactJson();

  /**
   * @param forbidden what no body may contain
   */
  Inspection(Webhook verifier, List<String> forbidden) {
    this.verifier = verifier;
    this.forbidden = List.copyOf(forbidden);
  }

  Verdict judge(HttpHeaders headers, byte[] body, Instant now) {
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      verifier.verify(text, headers.map());
    } catch (WebhookVerificationException e) {
      return new Verdict.Refused("signature: " + e.getMessage());
    }
    String webhookId = headers.firstValue("webhook-id").orElseThrow();
    try {
      return read(webhookId, json.readTree(body), text, digest(body), now);
    } catch (JacksonException e) {
      return new Verdict.Refused("the body is no JSON");
    }
  }

  /** Decimals stay as they were sent: 9.50, not 9.5. */
  static JsonMapper exactJson() {
    return JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  }

  private Verdict read(String webhookId, JsonNode event, String text, String digest, Instant now) {
    String entity = event.path("entity").asString("");
    String id = event.path("data").path("id").asString("");
    Operation operation = operation(event.path("operation").asString(""));
    if (entity.isEmpty() || id.isEmpty() || operation == null) {
      return new Verdict.Refused("entity, operation or data.id is missing");
    }
    Change change = new Change(new EntityKey(entity, id), operation);
    List<String> faults = new ArrayList<>();
    if (!event.path("type").asString("").equals(change.eventType())) {
      faults.add("its type is not '" + change.eventType() + "'");
    }
    if (!event.path("id").asString("").equals(webhookId)) {
      faults.add("its id is not the webhook-id");
    }
    for (String secret : forbidden) {
      if (text.contains(secret)) {
        faults.add("it contains '" + secret + "'");
      }
    }
    String summary = ChangeSummary.of(event.path("changes"));
    return new Verdict.Accepted(new Receipt(webhookId, change, digest, now, summary, faults));
  }

  private static @Nullable Operation operation(String wireName) {
    for (Operation operation : Operation.values()) {
      if (operation.wireName().equals(wireName)) {
        return operation;
      }
    }
    return null;
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
