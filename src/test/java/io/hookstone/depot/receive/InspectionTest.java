package io.hookstone.depot.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.hookstone.depot.ledger.EntityKey;
import io.hookstone.depot.ledger.Event;
import io.hookstone.depot.ledger.Receipt;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InspectionTest {

  private static final String SECRET = "whsec_ZGVwb3QgZGVtbyBzZWNyZXQgb2YgdGhlIHdhcmVob3U=";
  private static final String PAID =
      """
      {"type":"order.updated","timestamp":"2026-11-21T14:30:00Z","data":{"id":17,"status":"PAID",\
      "customer":{"email":"ada@example.com"},"lines":[{"product":{"sku":"A-1001"}}]},\
      "id":"msg_1","entity":"Order","operation":"update","transactionId":"t",\
      "changes":{"version":{"from":0,"to":1},"paidAt":{"from":null,"to":"now"},\
      "status":{"from":"NEW","to":"PAID"}}}""";

  // The verifier compares the timestamp with the clock of this machine, and takes no other.
  private final Instant now = Instant.now();
  private Webhook webhook;
  private Inspection inspection;

  @BeforeEach
  void prepare() throws Exception {
    webhook = new Webhook(SECRET);
    inspection =
        new Inspection(
            Signature.of("standard", SECRET), Wire.of("standard"), List.of("passwordHash"));
  }

  @Test
  void acceptsWhatIsSigned() throws Exception {
    Receipt receipt = accepted(PAID);

    assertThat(receipt.webhookId()).isEqualTo("msg_1");
    assertThat(receipt.event()).isEqualTo(new Event(new EntityKey("Order", "17"), "order.updated"));
    assertThat(receipt.summary()).isEqualTo("status NEW -> PAID, paidAt none -> now");
    assertThat(receipt.faults()).isEmpty();
  }

  @Test
  void refusesAnAlteredBody() throws Exception {
    HttpHeaders headers = signed(PAID);

    Verdict verdict = inspection.judge(headers, bytes(PAID.replace("17", "18")), now);

    assertThat(((Verdict.Refused) verdict).reason()).startsWith("signature: ");
  }

  @Test
  void refusesWhatHasNoSignature() {
    HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);

    assertThat(inspection.judge(none, bytes(PAID), now)).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void refusesSignedNonsense() throws Exception {
    assertThat(inspection.judge(signed("{\"type\":"), bytes("{\"type\":"), now))
        .isEqualTo(new Verdict.Refused("the body is no JSON"));
    assertThat(inspection.judge(signed("{}"), bytes("{}"), now))
        .isEqualTo(new Verdict.Refused("its id, its type, its entity or data.id is missing"));
  }

  @Test
  void findsALeak() throws Exception {
    String leaking = PAID.replace("\"status\":\"PAID\"", "\"passwordHash\":\"x\"");

    assertThat(accepted(leaking).faults()).containsExactly("it contains 'passwordHash'");
  }

  @Test
  void findsContradictions() throws Exception {
    String contradicting = PAID.replace("order.updated", "order.created").replace("msg_1", "msg_2");

    assertThat(accepted(contradicting).faults())
        .containsExactly("its type is not 'order.updated'", "its id is not the webhook-id");
  }

  @Test
  void findsAnOrder_withoutWhatEnrichersAdd() throws Exception {
    assertThat(accepted(PAID.replace("\"lines\"", "\"rows\"")).faults())
        .containsExactly("it lacks its lines");
    assertThat(accepted(PAID.replace("email", "id")).faults())
        .containsExactly("it lacks its customer");
    assertThat(
            accepted(
                    PAID.replace(
                        "\"lines\":[{\"product\":{\"sku\":\"A-1001\"}}]", "\"lines\":null"))
                .faults())
        .isEmpty();
  }

  private Receipt accepted(String body) throws Exception {
    return ((Verdict.Accepted) inspection.judge(signed(body), bytes(body), now)).receipt();
  }

  private HttpHeaders signed(String body) throws Exception {
    long timestamp = now.getEpochSecond();
    Map<String, List<String>> headers =
        Map.of(
            "Webhook-Id", List.of("msg_1"),
            "Webhook-Timestamp", List.of(Long.toString(timestamp)),
            "Webhook-Signature", List.of(webhook.sign("msg_1", timestamp, body)));
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
