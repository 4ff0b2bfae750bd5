package io.hookstone.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.Values;
import io.hookstone.capture.model.Values.Grade;
import io.hookstone.capture.model.Values.Money;
import io.hookstone.capture.model.Values.Sealed;
import io.hookstone.testkit.CommittedEvents;
import io.hookstone.testkit.HostileNames;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How each type of value looks in an event. Run once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RenderedValuesContract {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final TestDatabase database = database();
  private final TestApplication app =
      TestApplication.on(database)
          .entities(Values.class)
          .with("hookstone.batch.window", "1ms")
          .with("hibernate.physical_naming_strategy", HostileNames.class.getName())
          .start();
  private final CommittedEvents events = new CommittedEvents(database, app);
  private long ids;

  abstract TestDatabase database();

  @BeforeAll
  void warmUp() {
    assertThat(data(values -> {})).contains("\"id\":");
  }

  @AfterAll
  void stop() {
    app.close();
  }

  /** Inserts one row and returns the payload of its event. */
  private String data(Consumer<Values> content) {
    var values = new Values(++ids);
    content.accept(values);
    var created = events.of(session -> session.persist(values));
    assertThat(created).hasSize(1);
    return created.get(0).data();
  }

  private JsonNode json(Consumer<Values> content) {
    return MAPPER.readTree(data(content));
  }

  @Test
  void rendersNumbers_withoutLoss() {
    assertThat(
            data(
                values -> {
                  values.decimal = new BigDecimal("9999999999999999.1200");
                  values.bigInteger = new BigInteger("123456789012345678901234567890");
                  values.bigLong = 9_007_199_254_740_993L;
                  values.integer = Integer.MIN_VALUE;
                  values.small = Short.MAX_VALUE;
                  values.tiny = Byte.MIN_VALUE;
                  values.real = 0.1;
                  values.single = 0.1f;
                }))
        .contains(
            "\"decimal\":9999999999999999.1200",
            "\"bigInteger\":123456789012345678901234567890",
            "\"bigLong\":9007199254740993",
            "\"integer\":-2147483648",
            "\"small\":32767",
            "\"tiny\":-128",
            "\"real\":0.1,",
            "\"single\":0.1,");
  }

  @Test
  void keepsTheScaleOfDecimals_alsoOfRowsThatAreLoaded() {
    data(values -> values.decimal = new BigDecimal("12.5"));
    var updated = events.of(session -> session.find(Values.class, ids).integer = 1);
    assertThat(updated.get(0).data()).contains("\"decimal\":12.5000");
    assertThat(updated.get(0).changes()).hasValue("{\"integer\":{\"from\":null,\"to\":1}}");
  }

  @Test
  void rendersWhatIsNoNumber_asText() {
    assertThat(data(values -> values.real = Double.NaN)).contains("\"real\":\"NaN\"");
    assertThat(data(values -> values.single = Float.NEGATIVE_INFINITY))
        .contains("\"single\":\"-Infinity\"");
  }

  @Test
  void rendersEnums_byName() {
    assertThat(
            data(
                values -> {
                  values.byOrdinal = Grade.POOR;
                  values.byName = Grade.FINE;
                  values.grades = List.of(Grade.POOR, Grade.FINE);
                }))
        .contains(
            "\"byOrdinal\":\"POOR\"", "\"byName\":\"FINE\"", "\"grades\":[\"POOR\",\"FINE\"]");
  }

  @Test
  void rendersArrays() {
    assertThat(
            data(
                values -> {
                  values.words = new String[] {"a", null, "\"b\""};
                  values.numbers = new int[] {1, 2};
                }))
        .contains("\"words\":[\"a\",null,\"\\\"b\\\"\"]", "\"numbers\":[1,2]");
  }

  @Test
  void rendersTime_asIso8601WithNanosecondsAndSeconds() {
    var nanos = 123_456_789;
    assertThat(
            data(
                values -> {
                  values.instant = Instant.parse("2026-02-03T04:05:06.123456789Z");
                  values.localDate = LocalDate.of(2026, 2, 3);
                  values.localTime = LocalTime.of(4, 5, 6, nanos);
                  values.localDateTime = LocalDateTime.of(2026, 2, 3, 4, 5, 6, nanos);
                  values.offsetDateTime =
                      OffsetDateTime.of(2026, 2, 3, 4, 5, 6, nanos, ZoneOffset.ofHours(2));
                  values.offsetTime = OffsetTime.of(4, 5, 6, nanos, ZoneOffset.ofHours(2));
                  values.zonedDateTime =
                      ZonedDateTime.of(2026, 2, 3, 4, 5, 6, nanos, ZoneId.of("Europe/Berlin"));
                  values.zone = ZoneId.of("Europe/Berlin");
                  values.offset = ZoneOffset.ofHours(2);
                  values.year = Year.of(2026);
                  values.duration = Duration.ofSeconds(90, 5);
                }))
        .contains(
            "\"instant\":\"2026-02-03T04:05:06.123456789Z\"",
            "\"localDate\":\"2026-02-03\"",
            "\"localTime\":\"04:05:06.123456789\"",
            "\"localDateTime\":\"2026-02-03T04:05:06.123456789\"",
            "\"offsetDateTime\":\"2026-02-03T04:05:06.123456789+02:00\"",
            "\"offsetTime\":\"04:05:06.123456789+02:00\"",
            "\"zonedDateTime\":\"2026-02-03T04:05:06.123456789+01:00\"",
            "\"zone\":\"Europe/Berlin\"",
            "\"offset\":\"+02:00\"",
            "\"year\":\"2026\"",
            "\"duration\":\"PT1M30.000000005S\"");
  }

  @Test
  void rendersFullMinutes_withTheirSeconds() {
    assertThat(
            data(
                values -> {
                  values.instant = Instant.parse("2026-02-03T04:05:00Z");
                  values.localTime = LocalTime.of(4, 5);
                  values.localDateTime = LocalDateTime.of(2026, 2, 3, 4, 5);
                  values.offsetDateTime = OffsetDateTime.of(2026, 2, 3, 4, 5, 0, 0, ZoneOffset.UTC);
                }))
        .contains(
            "\"instant\":\"2026-02-03T04:05:00Z\"",
            "\"localTime\":\"04:05:00\"",
            "\"localDateTime\":\"2026-02-03T04:05:00\"",
            "\"offsetDateTime\":\"2026-02-03T04:05:00Z\"");
  }

  @Test
  void rendersOldDates_asIso8601() {
    var instant = Instant.parse("2026-02-03T04:05:06.789Z");
    var calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    calendar.setTime(Date.from(instant));
    assertThat(
            data(
                values -> {
                  values.date = Date.from(instant);
                  values.calendar = calendar;
                  values.sqlDate = java.sql.Date.valueOf("2026-02-03");
                  values.sqlTime = java.sql.Time.valueOf("04:05:00");
                  values.sqlTimestamp = Timestamp.from(instant.plusNanos(1));
                }))
        .contains(
            "\"date\":\"2026-02-03T04:05:06.789Z\"",
            "\"calendar\":\"2026-02-03T04:05:06.789Z\"",
            "\"sqlDate\":\"2026-02-03\"",
            "\"sqlTime\":\"04:05:00\"",
            "\"sqlTimestamp\":\"2026-02-03T04:05:06.789000001Z\"");
  }

  @Test
  void rendersOtherScalars() throws Exception {
    var uuid = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");
    var url = URI.create("https://erp.example/a?b=c").toURL();
    var host = InetAddress.getByAddress("db.example", new byte[] {10, 0, 0, 1});
    assertThat(
            data(
                values -> {
                  values.flag = true;
                  values.letter = 'ß';
                  values.uuid = uuid;
                  values.locale = Locale.forLanguageTag("de-AT");
                  values.currency = Currency.getInstance("EUR");
                  values.url = url;
                  values.host = host;
                  values.timeZone = TimeZone.getTimeZone("Europe/Vienna");
                  values.type = String.class;
                  values.longText = "long";
                }))
        .contains(
            "\"flag\":true",
            "\"primitive\":false",
            "\"letter\":\"ß\"",
            "\"uuid\":\"" + uuid + "\"",
            "\"locale\":\"de-AT\"",
            "\"currency\":\"EUR\"",
            "\"url\":\"https://erp.example/a?b=c\"",
            "\"host\":\"10.0.0.1\"",
            "\"timeZone\":\"Europe/Vienna\"",
            "\"type\":\"java.lang.String\"",
            "\"longText\":\"long\"");
  }

  @Test
  void rendersText_whateverIsInIt() {
    var text = "\"quoted\" \\ / \t\n\u0001 <&> ünïcödé 💊 \u2028";
    assertThat(json(values -> values.text = text).path("text").asString()).isEqualTo(text);
    assertThat(json(values -> values.letter = '"').path("letter").asString()).isEqualTo("\"");
  }

  @Test
  void rendersConvertedValues_asTheirColumnHoldsThem() {
    assertThat(data(values -> values.money = new Money(new BigDecimal("12.50"), "EUR")))
        .contains("\"money\":\"12.50 EUR\"");
  }

  @Test
  void rendersNulls() {
    var empty = json(values -> {});
    assertThat(empty.path("decimal").isNull()).isTrue();
    assertThat(empty.path("money").isNull()).isTrue();
    assertThat(empty.path("instant").isNull()).isTrue();
  }

  @Test
  void leavesBytesAndStreamsOut() {
    var data =
        json(
            values -> {
              values.bytes = new byte[] {1, 2, 3};
              values.sealed = new Sealed("private");
              values.session = new Values.Session();
            });
    assertThat(data.propertyNames())
        .contains("text")
        .doesNotContain("bytes", "blob", "clob", "sealed", "session");
  }

  @Test
  void leavesLobsOut_withoutReadingThem() {
    var created =
        events.of(
            session -> {
              var values = new Values(++ids);
              values.blob = org.hibernate.Hibernate.getLobHelper().createBlob(new byte[] {1});
              values.clob = org.hibernate.Hibernate.getLobHelper().createClob("c");
              session.persist(values);
            });
    assertThat(MAPPER.readTree(created.get(0).data()).propertyNames())
        .doesNotContain("blob", "clob");
  }

  @Test
  void tellsThatWithheldBytesChanged_withoutShowingThem() {
    data(values -> values.bytes = new byte[] {1});
    var updated = events.of(session -> session.find(Values.class, ids).bytes = new byte[] {2});
    assertThat(updated).hasSize(1);
    assertThat(updated.get(0).changes()).hasValue("{}");
  }
}
