package io.hookstone.depot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.depot.ledger.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The main job as a user runs it, in a process of its own. */
final class DepotIT {

  @TempDir private Path directory;

  @Test
  void once_deliversWhatWasCommittedAndNothingElse_andSaysSoInItsLastLine() throws Exception {
    var output = directory.resolve("output");
    var depot = run(output, "--once", "--orders=20");

    var lines = Files.readAllLines(output);
    assertThat(depot.exitValue()).as(String.join("\n", lines)).isZero();
    var books = JsonMapper.builder().build().readTree(lines.get(lines.size() - 1));
    assertThat(books.path("orders").asInt()).isEqualTo(20);
    assertThat(books.path("changes").asInt()).isPositive();
    assertThat(books.path("verified").asInt())
        .isEqualTo(books.path("deliveries").asInt())
        .isEqualTo(books.path("expected").asInt());
    assertThat(books.path("rolledBack").asInt()).isPositive();
    assertThat(books.path("types").propertyNames())
        .containsExactlyInAnyOrderElementsOf(Event.OF_OPENBOXES);
    books
        .path("types")
        .properties()
        .forEach(type -> assertThat(type.getValue().asInt()).as(type.getKey()).isPositive());
    assertThat(books.path("events").asInt()).isGreaterThan(books.path("changes").asInt());
    for (String fault : new String[] {"invalid", "missing", "phantom"}) {
      assertThat(books.path(fault).isNumber()).as(fault).isTrue();
      assertThat(books.path(fault).asInt()).as(fault).isZero();
    }
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    var output = directory.resolve("output");

    assertThat(run(output, "--orders=many").exitValue()).isEqualTo(2);
    assertThat(Files.readString(output)).contains("--orders");
  }

  private Process run(Path output, String... arguments) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<String>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add(Depot.class.getName());
    command.addAll(java.util.List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    var process = builder.redirectOutput(output.toFile()).start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process;
  }
}
