package io.hookstone.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookstone.change.Operation;
import io.hookstone.endpoint.SigningSecret;
import io.hookstone.event.EventRules;
import io.hookstone.event.Subscription;
import io.hookstone.format.Header;
import io.hookstone.format.OutgoingEvent;
import io.hookstone.format.OutgoingRequest;
import io.hookstone.format.WebhookFormat;
import io.hookstone.format.WebhookFormats;
import io.hookstone.model.EntityModel;
import io.hookstone.model.EntityModels;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PossibleSubscriptionsTest {

  /** Calls creations {@code txs/new}, and everything else {@code <entity>.changed}. */
  private static final class Topical implements WebhookFormat {
    @Override
    public String name() {
      return "topical";
    }

    @Override
    public byte[] body(OutgoingEvent event) {
      return new byte[0];
    }

    @Override
    public List<Header> headers(OutgoingRequest request, List<SigningSecret> secrets, Instant now) {
      return List.of();
    }

    @Override
    public String topic(String type, String entity, Operation operation) {
      return operation == Operation.CREATE
          ? "txs/new"
          : entity.toLowerCase(Locale.ROOT) + ".changed";
    }
  }

  private static final PossibleSubscriptions RULES =
      new PossibleSubscriptions(
          new Catalogue(
              new EntityModels(
                  List.of(
                      new EntityModel(
                          "ProductVariant",
                          "ProductVariant",
                          List.of(),
                          true,
                          List.of(),
                          List.of()),
                      new EntityModel("Base", "Base", List.of(), false, List.of(), List.of()))),
              EventRules.none(),
              entity -> List.of()),
          new WebhookFormats(List.of(new Topical())));

  private static String canonical(String events) {
    return RULES.canonical(Subscription.to(events), "topical").text();
  }

  @Test
  void typesAndPatterns_stay() {
    assertThat(canonical("*")).isEqualTo("*");
    assertThat(canonical("productVariant.*,*.deleted,productVariant.updated"))
        .isEqualTo("productVariant.*,*.deleted,productVariant.updated");
  }

  @Test
  void topics_becomeTheTypesThatTheyStandFor() {
    assertThat(canonical("txs/new")).isEqualTo("productVariant.created");
    assertThat(canonical("productvariant.changed"))
        .isEqualTo("productVariant.deleted,productVariant.updated");
  }

  @Test
  void whatNeverOccurs_isRefused() {
    assertThatThrownBy(() -> canonical("txs/neu"))
        .hasMessage(
            "HKS0411: 'events' contains 'txs/neu': no event of this application is of such a type."
                + " Did you mean 'txs/new'?");
    assertThatThrownBy(() -> canonical("base.created")).hasMessageContaining("HKS0411");
    assertThat(RULES.impossible(Subscription.to("base.*,*.created"))).containsExactly("base.*");
  }
}
