package io.hookstone.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import io.hookstone.event.WebhookEvent;
import io.hookstone.expression.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndpointSnapshotTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static WebhookEndpoint endpoint(String name, NewEndpoint wanted) {
    return new WebhookEndpoint(UUID.randomUUID(), name, wanted, false, NOW);
  }

  private static EndpointSnapshot of(WebhookEndpoint... endpoints) {
    return new EndpointSnapshot(
        Stream.of(endpoints)
            .map(e -> new ResolvedEndpoint(e, List.of(), true, Conditions::compile))
            .toList());
  }

  private static List<String> matching(
      EndpointSnapshot snapshot, String type, @Nullable String tenant) {
    return snapshot.matching(type, Optional.ofNullable(tenant)).stream()
        .map(ResolvedEndpoint::name)
        .sorted()
        .toList();
  }

  @Test
  void matchesByTypeAndTenant_howeverOftenAndInWhateverOrderItIsAsked() {
    var all = NewEndpoint.to("https://erp.example/");
    var snapshot =
        of(
            endpoint("all", all),
            endpoint("orders", all.events("order.*")),
            endpoint("acme", all.tenantId("acme")),
            endpoint("acmeOrders", all.tenantId("acme").events("order.*")));

    for (int again = 0; again < 2; again++) {
      assertThat(matching(snapshot, "order.created", "acme"))
          .containsExactly("acme", "acmeOrders", "all", "orders");
      assertThat(matching(snapshot, "order.created", "other")).containsExactly("all", "orders");
      assertThat(matching(snapshot, "order.created", null)).containsExactly("all", "orders");
      assertThat(matching(snapshot, "product.created", "acme")).containsExactly("acme", "all");
    }
  }

  @Test
  void matchesPausedEndpoints_butNoDisabledOnes() {
    var paused = endpoint("paused", NewEndpoint.to("https://erp.example/"));
    paused.enter(EndpointStatus.PAUSED, null, NOW);
    var disabled = endpoint("disabled", NewEndpoint.to("https://erp.example/"));
    disabled.enter(EndpointStatus.DISABLED, null, NOW);

    assertThat(matching(of(paused, disabled), "order.created", null)).containsExactly("paused");
  }

  private static WebhookEvent event(String data) {
    var change = new EntityChange(new EntityRef("Order", "1"), Operation.CREATE, data, null);
    var changeSet = new ChangeSet(UUID.randomUUID(), NOW, null, null, List.of(change));
    return WebhookEvent.of(UUID.randomUUID(), "order.created", changeSet, change, data);
  }

  @Test
  void judgesAnEvent_howeverDeepItsData() {
    var wanted = NewEndpoint.to("https://erp.example/");
    var snapshot =
        of(
            endpoint("wants", wanted.filter("data.a == 1")),
            endpoint("wantsNot", wanted.filter("data.a == 2")));
    int depth = 200_000;
    var data = "{\"deep\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"a\":1}";

    assertThat(snapshot.matching(event(data)))
        .extracting(ResolvedEndpoint::name)
        .containsExactly("wants");
  }
}
