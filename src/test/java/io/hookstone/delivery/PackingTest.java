package io.hookstone.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import io.hookstone.endpoint.BatchDelivery;
import io.hookstone.endpoint.EndpointPolicies;
import io.hookstone.endpoint.PayloadShape;
import io.hookstone.event.WebhookEvent;
import io.hookstone.format.OutgoingEvent;
import io.hookstone.format.StandardWebhooks;
import io.hookstone.format.WebhookFormat;
import io.hookstone.format.WebhookFormats;
import io.hookstone.testkit.CapturedLog;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PackingTest {

  private static final WebhookFormat STANDARD = WebhookFormats.builtIn().named("standard");
  private static final UUID ERP = UUID.randomUUID();

  private static EndpointPolicies batch(int events, int bytes) {
    return new EndpointPolicies(PayloadShape.FULL, new BatchDelivery(events, bytes, Duration.ZERO));
  }

  private static List<DeliveryTask> tasks(int count, int size) {
    return IntStream.range(0, count).mapToObj(i -> Tasks.to(ERP, size)).toList();
  }

  private static String body(Packing packing) {
    return new String(packing.request().orElseThrow().body(), UTF_8);
  }

  @Test
  void packsAnArray_ofOneEventAsOfMany_whereThereAreBatches() {
    for (int count : List.of(1, 3)) {
      var packing = Packing.of(tasks(count, 10), STANDARD, batch(5, 100_000));

      assertThat(JsonMapper.shared().readTree(body(packing)).size()).isEqualTo(count);
      assertThat(body(packing)).startsWith("[{");
      assertThat(packing.packed()).hasSize(count);
      assertThat(packing.surplus()).isEmpty();
    }
    assertThat(body(Packing.of(tasks(1, 10), STANDARD, EndpointPolicies.DEFAULT))).startsWith("{");
  }

  @Test
  void leavesTheRest_whatDoesNotFit_countedInBytes() {
    var tasks = tasks(4, 1_000);
    int size = STANDARD.body(OutgoingEvent.whole(tasks.get(0).event(), ERP)).length;

    var packing = Packing.of(tasks, STANDARD, batch(100, 3 * size));
    assertThat(packing.packed()).isEqualTo(tasks.subList(0, 3));
    assertThat(packing.surplus()).isEqualTo(tasks.subList(3, 4));
    assertThat(Packing.of(tasks, STANDARD, batch(100, 3 * size - 1)).packed()).hasSize(2);
    assertThat(Packing.of(tasks, STANDARD, batch(2, 100_000)).packed()).hasSize(2);
    assertThat(Packing.of(tasks(2, 5_000), STANDARD, batch(100, 2_000)).packed())
        .as("one in any case")
        .hasSize(1);
  }

  @Test
  void sendsEachByItself_whereTheFormatHasNoBatches() {
    var tasks = tasks(2, 10);
    var packing = Packing.of(tasks, WebhookFormats.builtIn().named("boxhero"), batch(5, 100_000));

    assertThat(body(packing)).startsWith("{");
    assertThat(packing.surplus()).isEqualTo(tasks.subList(1, 2));
  }

  /** Cannot render an event that is poison to it. */
  private static final class Squeamish implements WebhookFormat {
    private final WebhookFormat standard = new StandardWebhooks();

    @Override
    public String name() {
      return "squeamish";
    }

    @Override
    public byte[] body(OutgoingEvent event) {
      if (event.data().contains("xxxxx")) {
        throw new IllegalStateException("Too many of the same.");
      }
      return standard.body(event);
    }

    @Override
    public List<io.hookstone.format.Header> headers(
        io.hookstone.format.OutgoingRequest request,
        List<io.hookstone.endpoint.SigningSecret> secrets,
        java.time.Instant now) {
      return standard.headers(request, secrets, now);
    }
  }

  @Test
  void sendsTheOthers_whenOneCannotBeRendered() {
    var tasks = List.of(Tasks.to(ERP, 1), Tasks.to(ERP, 10), Tasks.to(ERP, 2));

    var packing = Packing.of(tasks, new Squeamish(), batch(5, 100_000));

    assertThat(packing.packed()).containsExactly(tasks.get(0), tasks.get(2));
    assertThat(packing.refused())
        .singleElement()
        .isEqualTo(
            new Packing.Refused(
                tasks.get(1), "Too many of the same.", Exchange.Weight.BY_SCHEDULE));
  }

  @Test
  void refuses_whatIsTooLargeEvenWithoutItsData() {
    var id = "x".repeat(3_000);
    var data = "{\"code\":\"" + id + "\",\"name\":\"y\"}";
    var change = new EntityChange(new EntityRef("Text", id), Operation.CREATE, data, null);
    var changeSet = new ChangeSet(ERP, Tasks.NOW, null, null, List.of(change));
    var event = WebhookEvent.of(UUID.randomUUID(), "text.created", changeSet, change, data);
    var huge = new DeliveryTask(UUID.randomUUID(), ERP, event, 0, false, Tasks.LEASE, false);
    var policies =
        new EndpointPolicies(
            PayloadShape.FULL.limitedTo(2_000), new BatchDelivery(5, 9_000, Duration.ZERO));

    try (var log = CapturedLog.start()) {
      var packing = Packing.of(List.of(huge, Tasks.to(ERP, 1)), STANDARD, policies);

      assertThat(packing.packed()).hasSize(1);
      var refused = packing.refused().get(0);
      assertThat(refused.weight()).isEqualTo(Exchange.Weight.HOPELESS);
      assertThat(refused.error())
          .matches(
              "Without its data the body still has 3\\d\\d\\d bytes: expected at most 2000, the endpoint's max-size");
      assertThat(log.text()).contains("HKS0707", huge.deliveryId().toString()).doesNotContain(id);
      assertThat(Packing.of(List.of(huge), STANDARD, policies).request()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, , false",
    "1, , false",
    "1, 500, false",
    "1, 503, false",
    "1, 408, false",
    "1, 425, false",
    "1, 429, false",
    "1, 302, false",
    "1, 400, true",
    "1, 413, true",
    "1, 422, true",
    "2, , true",
    "2, 500, true",
    "9, , true",
  })
  void keepsOutOfBatches_whatMayHaveSpoiltOne(int attempts, Integer status, boolean alone) {
    assertThat(DeliveryTask.alone(attempts, status == null ? 0 : status)).isEqualTo(alone);
  }
}
