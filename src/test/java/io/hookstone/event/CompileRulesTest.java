package io.hookstone.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.model.AttributeModel;
import io.hookstone.model.EntityModel;
import io.hookstone.model.EntityModel.DeclaredType;
import io.hookstone.model.EntityModels;
import io.hookstone.model.ValueModel;
import io.hookstone.model.ValueModel.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompileRulesTest {

  private static final ValueModel TEXT = new ValueModel.Scalar(Kind.TEXT);
  private static final ValueModel INTEGER = new ValueModel.Scalar(Kind.INTEGER);

  private static final EntityModels MODELS =
      new EntityModels(
          List.of(
              new EntityModel(
                  "Order",
                  "SalesOrder",
                  List.of(),
                  true,
                  List.of(
                      AttributeModel.identifier("id", "id", INTEGER),
                      AttributeModel.shown(
                          "status", "status", new ValueModel.OneOf(List.of("NEW", "PAID"))),
                      AttributeModel.shown("total", "total", new ValueModel.Scalar(Kind.DECIMAL)),
                      AttributeModel.shown("open", "open", new ValueModel.Scalar(Kind.FLAG)),
                      AttributeModel.shown(
                          "address",
                          "shipTo",
                          new ValueModel.Embedded(
                              List.of(AttributeModel.shown("city", "town", TEXT)))),
                      AttributeModel.shown(
                          "customer", "customer", new ValueModel.Reference(INTEGER)),
                      AttributeModel.shown("tags", "tags", new ValueModel.Many(TEXT)),
                      AttributeModel.shown("extra", "extra", new ValueModel.Anything()),
                      AttributeModel.withheld("password", "password")),
                  List.of()),
              new EntityModel(
                  "Customer",
                  "Customer",
                  List.of(),
                  true,
                  List.of(AttributeModel.identifier("id", "id", INTEGER)),
                  List.of(
                      new DeclaredType("customer.moved", "update"),
                      new DeclaredType("customer.left", "delete")))));

  private static List<String> problems(String type, String rule) {
    var compiler = new CompileRules(MODELS);
    compiler.compile(Map.of(type, rule));
    return compiler.problems();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "order.paid#Ordr: create#HKS0405: There is no captured entity 'Ordr' (position 1). Did you mean 'Order'?",
        "order.paid#Order: statu -> PAID#HKS0406: 'Order' has no property 'statu': there is no 'statu'. Did you mean 'status'? (position 8)",
        "order.paid#Order: address.cty -> X#HKS0406: 'Order' has no property 'address.cty': there is no 'cty'. There is 'town'.",
        "order.paid#Order: password -> *#HKS0407: The property 'password' of 'Order' is left out of events",
        "order.paid#Order: status -> PAYD#HKS0408: The property 'status' is never 'PAYD' (position 18): expected one of its constants. Did you mean 'PAID'?",
        "order.paid#Order: open -> yes#HKS0408: The property 'open' is never 'yes' (position 16): expected true or false.",
        "order.paid#Order: total -> many#HKS0408: The property 'total' is never 'many'",
        "order.paid#Order: customer -> 5#say 'customer.id'",
        "order.paid#Order: tags -> red#expected '*', as it is a collection",
        "order.paid#Order: create when data.stauts == 'X'#HKS0406: 'Order' has no property 'stauts': there is no 'stauts'. Did you mean 'status'? (in the condition, line 1, column 5)",
        "order.paid#Order: create when data.password == 'X'#HKS0406: 'Order'",
        "order.paid#Order: create when has(changes.stauts)#Did you mean 'status'?",
        "order.paid#Order: create when data.customer.name == 'X'#there is no 'name'",
        "order.paid#Order: create when dta.x#HKS1102: The condition 'dta.x' is wrong at line 1, column 1",
        "Order.paid#Order: create#HKS0404: The event type 'Order.paid' is malformed",
        "paid#Order: create#HKS0404: ",
        "customer.created#Order: create#HKS0409: The event type 'customer.created' belongs to the default events of 'Customer' already.",
        "order.paid#Order create#HKS0420: The rule 'Order create' has 'create' at position 7: expected ':' after the entity."
      })
  void mistakes_areNamedWithTheirSource(String type, String rule, String expected) {
    // What is withheld is no property of the data at all.
    assertThat(problems(type, rule))
        .singleElement()
        .asString()
        .satisfiesAnyOf(
            problem -> assertThat(problem).contains(expected),
            problem ->
                assertThat(problem).contains(expected.replace("HKS0406: 'Order'", "HKS0407")))
        .endsWith("(hookstone.event-type." + type + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "salesOrder.paid#SalesOrder: status: NEW -> PAID",
        "order.moved#Order: address.city -> 'Paris'|null",
        "order.moved#Order: shipTo.town -> *",
        "order.given#Order: customer.id: 5 -> 6 or customer -> null",
        "order.tagged#Order: tags -> *",
        "order.open#Order: open -> true or total -> 12.5",
        "order.extra#Order: extra.any.thing -> 5 when data.extra.what == 1 && data.shipTo.town != ''",
        "salesOrder.created#Order: create when data.total > 5",
        "customer.moved#Customer: create"
      })
  void whatFitsTheModel_compiles(String type, String rule) {
    assertThat(problems(type, rule)).isEmpty();
  }

  @Test
  void annotationsComeFirst_andASettingReplacesOneOfTheSameName() {
    var rules =
        new CompileRules(MODELS)
            .compile(Map.of("customer.moved", "Customer: create", "a.b", "Order: create"));
    assertThat(rules.all())
        .extracting(EventRule::toString)
        .containsExactlyInAnyOrder(
            "customer.left=Customer: delete",
            "customer.moved=Customer: create",
            "a.b=Order: create");
    assertThat(rules.all().get(0).type()).isEqualTo("customer.left");
  }
}
