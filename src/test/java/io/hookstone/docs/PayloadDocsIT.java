package io.hookstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.capture.model.OwnTypes;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds the table of types in docs/payload.md to what arrives. */
class PayloadDocsIT {

  private static final Pattern EXAMPLE =
      Pattern.compile("^\\|.*\\| `(\"\\w+\":.*)` \\|$", Pattern.MULTILINE);

  enum Size {
    LARGE
  }

  record Code(String letters) {}

  @Converter
  static class CodeConverter implements AttributeConverter<Code, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Code code) {
      return code == null ? null : code.letters();
    }

    @Override
    public @Nullable Code convertToEntityAttribute(@Nullable String column) {
      return column == null ? null : new Code(column);
    }
  }

  @Embeddable
  static class Address {
    String city = "Graz";
    String street = "Ring 1";
    String password = "none of your business";
  }

  @Entity(name = "Maker")
  static class Maker {
    @Id Long id = 7L;
  }

  /** One attribute for each example, under its name. */
  @Entity(name = "Sample")
  @Table(name = "sample")
  static class Sample {
    @Id @GeneratedValue @Nullable Long id;
    boolean flag = true;

    @Column(name = "c_count")
    long count = 9007199254740993L;

    double ratio = 1.5;

    @Column(precision = 20, scale = 4)
    BigDecimal price = new BigDecimal("12.3400");

    String text = "a \"quote\"";

    @Column(name = "c_size")
    Size size = Size.LARGE;

    UUID uuid = UUID.fromString("0f6a1f7e-1111-4222-8333-444455556666");
    Instant instant = Instant.parse("2026-11-21T08:30:00Z");

    @Column(name = "c_date")
    LocalDate date = LocalDate.parse("2026-11-21");

    @Column(name = "c_time")
    LocalTime time = LocalTime.parse("08:30");

    LocalDateTime dateTime = LocalDateTime.parse("2026-11-21T08:30");

    @Column(name = "c_offset")
    OffsetDateTime offset = OffsetDateTime.parse("2026-11-21T08:30+02:00");

    Duration duration = Duration.ofMinutes(90);
    Locale locale = Locale.forLanguageTag("de-AT");

    @Convert(converter = CodeConverter.class)
    Code code = new Code("C-7");

    @Type(OwnTypes.IsbnType.class)
    OwnTypes.Isbn isbn = new OwnTypes.Isbn("978");

    Address address = new Address();
    @ManyToOne @Nullable Maker maker;
    @ElementCollection List<String> tags = new ArrayList<>(List.of("a", "b"));
    @ElementCollection Map<String, Integer> stock = Map.of("north", 3);
    @ManyToMany List<Maker> makers = new ArrayList<>();
    int[] sizes = {1, 2};
    InetAddress host = InetAddress.getLoopbackAddress();
    byte[] image = {1};
    String apiToken = "none of your business";
  }

  @Test
  void everyExampleArrives_andWhatIsLeftOutDoesNot() throws Exception {
    try (var receiver = Receiver.start();
        var application =
            TestApplication.on(TestDatabase.h2())
                .entities(Sample.class, Maker.class)
                .endpoint("erp", receiver.url(), "sample.created")
                .start()) {
      var sample = new Sample();
      sample.host = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
      application.inTransaction(
          session -> {
            var maker = new Maker();
            session.persist(maker);
            sample.maker = maker;
            sample.makers.add(maker);
            session.persist(sample);
          });
      var body = receiver.await(1).get(0).body();
      assertThat(examples()).hasSizeGreaterThan(15).allSatisfy(e -> assertThat(body).contains(e));
      assertThat(body).doesNotContain("image", "apiToken", "password", "none of your business");
    }
  }

  private static List<String> examples() {
    return EXAMPLE
        .matcher(Page.of(Path.of("docs", "payload.md")).text())
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
