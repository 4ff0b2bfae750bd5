package io.hookstone.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import io.hookstone.change.Origin;
import io.hookstone.change.Trigger;
import io.hookstone.endpoint.PayloadShape;
import io.hookstone.event.WebhookEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ShapingTest {

  private static final PayloadShape FULL = PayloadShape.FULL;
  private static final UUID DELIVERY = Events.DELIVERY;

  private static OutgoingEvent shaped(Events events, PayloadShape shape) {
    return Shaping.shaped(events.outgoing().event(), DELIVERY, shape);
  }

  private static String data(String data, PayloadShape shape) {
    return shaped(Events.of("Order", Operation.UPDATE, data), shape).data();
  }

  private static String changes(String changes, PayloadShape shape) {
    var events = Events.of("Order", Operation.UPDATE, "{\"id\":42}").changes(changes);
    return shaped(events, shape).changes().orElseThrow();
  }

  @Test
  void copiesNothing_withoutAShape() {
    var event = Events.of("Order", Operation.UPDATE, "{\"id\":42}").changes("{}").outgoing();

    var shaped = Shaping.shaped(event.event(), DELIVERY, FULL.limitedTo(2_000));

    assertThat(shaped.data()).isSameAs(event.event().data());
    assertThat(shaped.changes().orElseThrow()).isSameAs(event.changes().orElseThrow());
    assertThat(shaped.reduced()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keep | name          | {'id':42,'name':'x'}",
        "keep | nothing.here  | {'id':42}",
        "keep | lines.product | {'id':42,'lines':[{'product':{'sku':'A','n':1}},{}]}",
        "keep | lines.product.sku,lines.n | {'id':42,'lines':[{'n':1,'product':{'sku':'A'}},{'n':2}]}",
        "keep | lines.product.sku.x | {'id':42,'lines':[{'product':{}},{}]}",
        "keep | customer.name | {'id':42,'customer':null}",
        "keep | name.first    | {'id':42}",
        "keep | tags.x        | {'id':42,'tags':[]}",
        "keep | grid.v        | {'id':42,'grid':[[{'v':1}],[{}]]}",
        "drop | lines,tags,grid,customer | {'id':42,'name':'x'}",
        "drop | id,lines,tags,grid | {'name':'x','customer':null}",
        "drop | lines.product.sku,lines.n,tags,grid.w | {'id':42,'name':'x','customer':null,'lines':[{'product':{'n':1}},{}],'grid':[[{'v':1}],[{}]]}",
      })
  void keepsAndDrops_alsoWithinArrays(String how, String paths, String expected) {
    var data =
        "{'id':42,'name':'x','customer':null,'lines':[{'n':1,'product':{'sku':'A','n':1}},{'n':2}],'tags':['a','b'],'grid':[[{'v':1,'w':2}],[{'w':3}]]}";
    var named = paths.split(",", -1);

    var shape = how.equals("keep") ? FULL.keeping(named) : FULL.dropping(named);

    assertThat(data(data.replace('\'', '"'), shape)).isEqualTo(expected.replace('\'', '"'));
  }

  @Test
  void drops_whatIsAlsoKept_andKeepsAllOfWhatAShorterPathNames() {
    var data = "{\"id\":42,\"a\":{\"b\":1,\"c\":2}}";

    assertThat(data(data, FULL.keeping("a").dropping("a.b")))
        .isEqualTo("{\"id\":42,\"a\":{\"c\":2}}");
    assertThat(data(data, FULL.keeping("a.b", "a"))).isEqualTo(data);
    assertThat(data(data, FULL.keeping("a.b").dropping("a"))).isEqualTo("{\"id\":42}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name      | {'name':{'from':'a','to':'b'}}",
        "address   | {'address':{'from':{'city':'G','zip':1},'to':null},'address.phones':{'added':[{'n':1}],'removed':[]}}",
        "address.city | {'address':{'from':{'city':'G'},'to':null}}",
        "address.phones.n | {'address':{'from':{},'to':null},'address.phones':{'added':[{'n':1}],'removed':[]}}",
        "stock.north  | {'stock':{'added':{'north':4},'removed':{'north':3},'reordered':true}}",
        "labels.x  | {'labels':{'previous':'unknown'}}",
      })
  void keepsTheSameOfTheChanges(String path, String expected) {
    var changes =
        "{'name':{'from':'a','to':'b'},'address':{'from':{'city':'G','zip':1},'to':null},'address.phones':{'added':[{'n':1}],'removed':[]},'stock':{'added':{'north':4,'south':1},'removed':{'north':3},'reordered':true},'labels':{'previous':'unknown'}}";

    assertThat(changes(changes.replace('\'', '"'), FULL.keeping(path)))
        .isEqualTo(expected.replace('\'', '"'));
  }

  @Test
  void dropsTheSameOfTheChanges() {
    var changes =
        "{\"address\":{\"from\":{\"city\":\"G\",\"zip\":1},\"to\":null},\"address.phones\":{\"added\":[{\"n\":1}],\"removed\":[]}}";

    assertThat(changes(changes, FULL.dropping("address"))).isEqualTo("{}");
    assertThat(changes(changes, FULL.dropping("address.phones", "address.zip")))
        .isEqualTo("{\"address\":{\"from\":{\"city\":\"G\"},\"to\":null}}");
  }

  @Test
  void sendsNumbersAsText_withTheDigitsThatWereCaptured() {
    var numbers =
        "\"a\":12.3400,\"b\":-0.0,\"c\":1E400,\"d\":9007199254740991,\"e\":9007199254740992,\"f\":-9007199254740991,\"g\":-9007199254740992,\"h\":10000000000000000,\"i\":[1.5,{\"j\":123456789012345678901234567890}],\"k\":\"1.5\",\"l\":0";
    var data = "{\"id\":42," + numbers + "}";
    var change = "{\"a\":{\"from\":12.3400,\"to\":12.5}}";

    assertThat(data(data, FULL.numbersAsText(true, false)))
        .isEqualTo(
            data.replace("12.3400", "\"12.3400\"")
                .replace("-0.0", "\"-0.0\"")
                .replace("1E400", "\"1E400\"")
                .replace("[1.5", "[\"1.5\""));
    assertThat(data(data, FULL.numbersAsText(false, true)))
        .isEqualTo(
            data.replace("e\":9007199254740992", "e\":\"9007199254740992\"")
                .replace("-9007199254740992", "\"-9007199254740992\"")
                .replace(":10000000000000000", ":\"10000000000000000\"")
                .replace("123456789012345678901234567890", "\"123456789012345678901234567890\""));
    assertThat(changes(change, FULL.numbersAsText(true, false)))
        .isEqualTo("{\"a\":{\"from\":\"12.3400\",\"to\":\"12.5\"}}");
  }

  static List<Events> identified() {
    var order = Events.of("Order", Operation.UPDATE, "{\"id\":42,\"name\":\"x\"}").changes("{}");
    var long500 = "x".repeat(WebhookEvent.MAX_ENTITY_ID_LENGTH + 100);
    return List.of(
        order,
        Events.of("Text", Operation.CREATE, "{\"code\":\"a\\\"b\\\\c\",\"name\":\"x\"}")
            .id("a\"b\\c"),
        Events.of("Text", Operation.CREATE, "{\"code\":\"{\\\"a\\\":1}\",\"name\":\"x\"}")
            .id("{\"a\":1}"),
        Events.of("Text", Operation.CREATE, "{\"code\":\"\",\"name\":\"x\"}").id(""),
        Events.of("Text", Operation.CREATE, "{\"code\":\"" + long500 + "\",\"name\":\"x\"}")
            .id(long500),
        Events.of("Stock", Operation.DELETE, "{\"key\":{\"a\":1,\"b\":\"2\"},\"n\":3}")
            .id("{\"a\":1,\"b\":\"2\"}"),
        Events.of("Stock", Operation.DELETE, "{\"renamed\":1,\"b\":\"2\",\"n\":3}")
            .id("{\"a\":1,\"b\":\"2\"}"),
        Events.of("Stock", Operation.DELETE, "{\"order\":{\"id\":7},\"n\":3}").id("7"));
  }

  @ParameterizedTest
  @MethodSource("identified")
  void thinData_isTheIdentifierAlone_whateverItsKind(Events events) {
    var data = events.data();
    int end = Math.max(data.lastIndexOf(",\"name\""), data.lastIndexOf(",\"n\""));

    var thin = shaped(events, FULL.asThin());

    assertThat(thin.data()).isEqualTo(data.substring(0, end) + "}");
    assertThat(thin.changes()).isEmpty();
    assertThat(shaped(events, FULL.keeping("none")).data()).isEqualTo(thin.data());
    assertThat(shaped(events, FULL.asThin().keeping("name", "n")).data()).isEqualTo(thin.data());
  }

  @Test
  void dropsFromThinDataToo_andSendsItsNumbersAsText() {
    var events =
        Events.of("Stock", Operation.DELETE, "{\"key\":{\"a\":9007199254740993,\"b\":2},\"n\":3}")
            .id("{\"a\":9007199254740993,\"b\":2}");

    assertThat(shaped(events, FULL.asThin().dropping("key.b").numbersAsText(false, true)).data())
        .isEqualTo("{\"key\":{\"a\":\"9007199254740993\"}}");
  }

  private static WebhookEvent triggered(String id, String data) {
    var change = new EntityChange(new EntityRef("Order", id), Operation.UPDATE, data, null);
    var trigger = new Trigger(Origin.MANUAL, "order.shipped", null);
    var changeSet = new ChangeSet(DELIVERY, Instant.EPOCH, null, null, List.of(change), trigger);
    return WebhookEvent.of(DELIVERY, "order.shipped", changeSet, change, data);
  }

  @Test
  void findsTheIdentifier_ofATriggeredEvent_byItsValue() {
    var thin = FULL.asThin();

    assertThat(Shaping.shaped(triggered("7", "{\"n\":7,\"x\":1,\"id\":7}"), DELIVERY, thin).data())
        .isEqualTo("{\"id\":7}");
    assertThat(Shaping.shaped(triggered("7", "{\"x\":1,\"key\":\"7\"}"), DELIVERY, thin).data())
        .isEqualTo("{\"key\":\"7\"}");
    var composite = triggered("{\"a\":1,\"b\":2}", "{\"x\":1,\"b\":2,\"a\":1}");
    assertThat(Shaping.shaped(composite, DELIVERY, thin).data()).isEqualTo("{\"b\":2,\"a\":1}");
    assertThat(Shaping.shaped(triggered("", "{\"x\":1}"), DELIVERY, thin).data()).isEqualTo("{}");
  }

  @Test
  void isTheSameText_forRandomObjects_whereAllIsKept() {
    var random = new Random(20261121);
    for (int i = 0; i < 300; i++) {
      var object = object(random, 4);
      var all = RawObject.of(object).names().toArray(String[]::new);
      if (all.length > 0 && List.of(all).stream().noneMatch(name -> name.contains("."))) {
        assertThat(ShapedJson.data(object, Fields.of(List.of(all)), Fields.of(List.of("§")), FULL))
            .isEqualTo(object);
      }
      assertThat(ShapedJson.changes(object, null, Fields.of(List.of("§")), FULL)).isEqualTo(object);
    }
  }

  @Test
  void turnsNumbersIntoText_inRandomObjects_andNothingElse() {
    var random = new Random(20261122);
    var both = FULL.numbersAsText(true, true);
    for (int i = 0; i < 300; i++) {
      var object = object(random, 5);
      var shaped = ShapedJson.data(object, null, null, both);
      assertThat(ShapedJson.data(shaped, null, null, both)).isEqualTo(shaped);
      assertThat(shaped.replace("\"", "").length()).isEqualTo(object.replace("\"", "").length());
    }
  }

  private static String object(Random random, int depth) {
    var object = new StringBuilder("{");
    for (int i = 0, count = random.nextInt(6); i < count; i++) {
      object.append(i == 0 ? "" : ",").append(text(random, i)).append(':');
      object.append(value(random, depth - 1));
    }
    return object.append('}').toString();
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> "null";
      case 1 -> String.valueOf(random.nextBoolean());
      case 2 -> String.valueOf(random.nextLong());
      case 3 -> random.nextInt(1_000) + "." + random.nextInt(10) + "00";
      case 4 -> random.nextInt(9) + 1 + "e-" + random.nextInt(500);
      case 5 -> text(random, 0);
      case 6 -> object(random, depth);
      default -> {
        var elements = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(value(random, depth - 1));
        }
        yield "[" + String.join(",", elements) + "]";
      }
    };
  }

  /** Texts with what has to be escaped, with surrogates, long ones; as names they differ by i. */
  private static String text(Random random, int i) {
    var parts = List.of("ä", "💊", "\"", "\\", "\n", "\u0001", ".", "a", "name", "x".repeat(5_000));
    var text = new StringBuilder().append(i);
    for (int n = random.nextInt(4); n > 0; n--) {
      text.append(parts.get(random.nextInt(parts.size() - (random.nextInt(20) == 0 ? 0 : 1))));
    }
    return JsonMapper.shared().writeValueAsString(text.toString());
  }

  @Test
  void copiesTexts_toTheCharacter_howeverTheyAreEscaped() {
    var data = "{\"id\":42,\"a\":\"\\u00e4\\/\\uD83D\\uDC8A\",\"b\": [ 1.0 , 2 ],\"a\":1}";

    assertThat(data(data, FULL.dropping("x"))).isEqualTo(data.replace("\"b\": ", "\"b\":"));
  }

  @Test
  void goesThrough10MiBOfText_and1000Levels() {
    var text = "💊\\n".repeat(2_500_000);
    var levels = 1_000;
    var data =
        "{\"id\":42,\"text\":\""
            + text
            + "\",\"deep\":"
            + "[{\"x\":".repeat(levels)
            + "1.50"
            + "}]".repeat(levels)
            + ",\"secret\":1}";

    assertThat(data(data, FULL.dropping("secret", "deep.y")))
        .isEqualTo(data.replace(",\"secret\":1", ""));
    assertThat(data(data, FULL.numbersAsText(true, true)))
        .isEqualTo(data.replace("1.50", "\"1.50\""));
    var manyArrays = "{\"id\":42,\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThat(data(manyArrays, FULL.keeping("deep.x"))).isEqualTo(manyArrays);
  }

  private static OutgoingRequest single(Events events, PayloadShape shape) {
    return single("standard", events, shape);
  }

  private static OutgoingRequest single(String format, Events events, PayloadShape shape) {
    return Shaping.single(
        WebhookFormats.builtIn().named(format), events.outgoing().event(), DELIVERY, shape);
  }

  private static String text(OutgoingRequest request) {
    return new String(request.body(), UTF_8);
  }

  @Test
  void sendsABodyOfTheLargestSize_andThinOnesBeyond() {
    var events =
        Events.of("Order", Operation.UPDATE, "{\"id\":42,\"text\":\"" + "ä".repeat(1_000) + "\"}")
            .changes("{\"text\":{\"from\":null,\"to\":\"x\"}}");
    int size = single(events, FULL).body().length;

    assertThat(text(single(events, FULL.limitedTo(size)))).contains("ää").doesNotContain("reduced");
    var reduced = text(single(events, FULL.limitedTo(size - 1)));
    assertThat(reduced)
        .contains("\"data\":{\"id\":42},")
        .endsWith("\"reduced\":\"size\"}")
        .doesNotContain("changes");
    assertThat(text(single(events, FULL.limitedTo(size - 1)))).isEqualTo(reduced);
  }

  @ParameterizedTest
  @CsvSource({"standard", "openboxes", "boxhero", "openfront", "cloudevents"})
  void marksWhatWasReduced_inEveryFormat(String format) {
    var events =
        Events.of("Order", Operation.UPDATE, "{\"id\":42,\"text\":\"" + "x".repeat(5_000) + "\"}")
            .changes("{\"text\":{\"from\":null,\"to\":\"x\"}}");

    assertThat(text(single(format, events, FULL.limitedTo(2_000))))
        .contains("{\"id\":42}", "\"reduced\":\"size\"")
        .doesNotContain("xxx", "previousData");
  }

  @Test
  void dropsFromReducedDataToo() {
    var events =
        Events.of("Order", Operation.UPDATE, "{\"id\":42,\"text\":\"" + "x".repeat(5_000) + "\"}");

    assertThat(text(single(events, FULL.dropping("id").limitedTo(2_000))))
        .contains("\"data\":{}")
        .contains("\"reduced\":\"size\"");
  }

  @Test
  void saysThatPreviousValuesAreUnknown_onlyWhereTheyAre() {
    var events = Events.of("Order", Operation.UPDATE, "{\"id\":42}");

    assertThat(text(single(events.changes("{}"), FULL.asThin()))).doesNotContain("previous");
    assertThat(text(single(events, FULL.asThin()))).contains("\"previous\":\"unknown\"");
  }

  @Test
  void openfront_hasPreviousData_inTheShapeOfTheData() {
    var events =
        Events.of("Order", Operation.UPDATE, "{\"id\":42,\"price\":1.50,\"memo\":\"b\"}")
            .changes(
                "{\"price\":{\"from\":1.20,\"to\":1.50},\"memo\":{\"from\":\"a\",\"to\":\"b\"}}");

    assertThat(text(single("openfront", events, FULL.dropping("memo").numbersAsText(true, false))))
        .contains(
            "\"data\":{\"id\":42,\"price\":\"1.50\"},\"previousData\":{\"id\":42,\"price\":\"1.20\"},\"changes\":{\"price\":{\"from\":\"1.20\",\"to\":\"1.50\"}}");
  }

  @Test
  void isValidJson_whateverIsKept() {
    var random = new Random(20261123);
    for (int i = 0; i < 200; i++) {
      var object = object(random, 4);
      var names = RawObject.of(object).names();
      @Nullable Fields keep = i % 2 == 0 ? null : Fields.of(names.stream().limit(2).toList());
      var shaped = ShapedJson.data(object, keep, Fields.of(names.stream().skip(3).toList()), FULL);
      assertThat(names).as(object).containsAll(RawObject.of(shaped).names());
      assertThat(JsonMapper.shared().readTree(shaped).isObject()).isTrue();
    }
  }
}
