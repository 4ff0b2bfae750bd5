package io.hookstone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the package table of the design, so that data flows one way. */
final class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.hookstone");

  /**
   * Which rooms a room may look at. {@code boot} and the root may look at all. Beyond the design's
   * table, {@code format} and {@code batch} see {@code change}: an event says which operation it
   * tells of, and the relay carries change sets.
   */
  private static final Map<String, Set<String>> LOOKS_AT =
      Map.ofEntries(
          Map.entry("change", Set.of()),
          Map.entry("text", Set.of()),
          Map.entry("model", Set.of()),
          Map.entry("expression", Set.of()),
          Map.entry("settings", Set.of("text")),
          Map.entry("capture", Set.of("change", "model")),
          Map.entry("outbox", Set.of("change")),
          Map.entry("event", Set.of("change", "model", "expression", "text")),
          Map.entry("endpoint", Set.of("event", "expression")),
          Map.entry("enrich", Set.of("change", "event")),
          Map.entry("format", Set.of("change", "event", "endpoint")),
          Map.entry("delivery", Set.of("event", "endpoint", "format")),
          Map.entry(
              "batch",
              Set.of("change", "outbox", "event", "endpoint", "enrich", "format", "delivery")),
          Map.entry("catalogue", Set.of("change", "event", "endpoint", "format", "model", "text")),
          Map.entry("history", Set.of("event", "delivery")),
          Map.entry("verify", Set.of()),
          Map.entry("enrichers", Set.of("enrich", "event", "change")));

  private static final Set<String> WIRING = Set.of("boot");

  private static final DescribedPredicate<JavaClass> HIBERNATE_SPI =
      resideInAnyPackage(
          "org.hibernate..spi..",
          "org.hibernate..internal..",
          "org.hibernate.engine..",
          "org.hibernate.event..",
          "org.hibernate.persister..",
          "org.hibernate.resource..",
          "org.hibernate.boot..",
          "org.hibernate.mapping..");

  @Test
  void rooms_lookOnlyAtTheRoomsThatTheTableLists() {
    LOOKS_AT.forEach(
        (room, visible) -> {
          var hidden = new TreeSet<>(rooms());
          hidden.remove(room);
          hidden.removeAll(visible);
          noClasses()
              .that(inRoom(room))
              .should()
              .dependOnClassesThat(
                  resideInAnyPackage(
                      hidden.stream().map(r -> "io.hookstone." + r + "..").toArray(String[]::new)))
              .allowEmptyShould(true)
              .check(MAIN);
        });
  }

  @Test
  void everyRoom_isInTheTable() {
    var found =
        MAIN.stream()
            .map(type -> type.getPackageName().replaceFirst("^io\\.hookstone\\.?", ""))
            .filter(room -> !room.isEmpty())
            .map(room -> room.replaceFirst("\\..*", ""))
            .collect(Collectors.toSet());
    assertThat(rooms()).containsAll(found);
  }

  @Test
  void nobodyBut_theWiringAndTheEntryPoint_looksAtTheWiring() {
    noClasses()
        .that(resideInAPackage("io.hookstone.."))
        .and(DescribedPredicate.not(inRoom("boot")))
        .and(DescribedPredicate.not(resideInAPackage("io.hookstone")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.hookstone.boot..", "io.hookstone"))
        .check(MAIN);
  }

  @Test
  void onlyCaptureOutboxHistoryAndBoot_importHibernatesSpi() {
    noClasses()
        .that(resideInAPackage("io.hookstone.."))
        .and(
            DescribedPredicate.not(
                resideInAnyPackage(
                    "io.hookstone.capture..",
                    "io.hookstone.outbox..",
                    "io.hookstone.history..",
                    "io.hookstone.boot..")))
        .should()
        .dependOnClassesThat(HIBERNATE_SPI)
        .check(MAIN);
  }

  @Test
  void onlyHistory_namesEnvers() {
    noClasses()
        .that(resideInAPackage("io.hookstone.."))
        .and(DescribedPredicate.not(inRoom("history")))
        .should()
        .dependOnClassesThat(resideInAPackage("org.hibernate.envers.."))
        .check(MAIN);
  }

  /** So that receivers can use it with nothing else on the class path. */
  @Test
  void verifying_needsTheJdkAlone() {
    classes()
        .that(inRoom("verify"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..", "javax.crypto..", "io.hookstone.verify..", "org.jspecify.."))
        .check(MAIN);
  }

  /** Verifying is for receivers, who have no wiring. */
  @Test
  void onlyExpression_namesCel() {
    noClasses()
        .that(resideInAPackage("io.hookstone.."))
        .and(DescribedPredicate.not(inRoom("expression")))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.cel.."))
        .check(MAIN);
  }

  @Test
  void nothingOutsideTheWiring_asksTheSystemForTheTime() {
    noClasses()
        .that(resideInAPackage("io.hookstone.."))
        .and(DescribedPredicate.not(inRoom("boot", "verify")))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .check(MAIN);
  }

  @Test
  void packages_areNullMarked() {
    var unmarked =
        MAIN.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> p.tryGetAnnotationOfType(NullMarked.class).isEmpty())
            .map(p -> p.getName())
            .toList();
    assertThat(unmarked).isEmpty();
  }

  @Test
  void names_areNounsOfTheDomain() {
    classes()
        .that(resideInAPackage("io.hookstone.."))
        .should()
        .haveSimpleNameNotEndingWith("Manager")
        .andShould()
        .haveSimpleNameNotEndingWith("Helper")
        .andShould()
        .haveSimpleNameNotEndingWith("Util")
        .andShould()
        .haveSimpleNameNotEndingWith("Utils")
        .andShould()
        .haveSimpleNameNotEndingWith("Impl")
        .andShould()
        .haveSimpleNameNotEndingWith("Info")
        .check(MAIN);
  }

  @Test
  void nothing_writesToTheConsole() {
    noClasses()
        .that(resideInAPackage("io.hookstone.."))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(MAIN);
  }

  private static Set<String> rooms() {
    var rooms = new TreeSet<>(LOOKS_AT.keySet());
    rooms.addAll(WIRING);
    return rooms;
  }

  private static DescribedPredicate<JavaClass> inRoom(String... rooms) {
    return resideInAnyPackage(
        Arrays.stream(rooms).map(r -> "io.hookstone." + r + "..").toArray(String[]::new));
  }
}
