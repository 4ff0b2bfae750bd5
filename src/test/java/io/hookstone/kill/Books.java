package io.hookstone.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Receiver.Received;
import io.hookstone.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the killed applications said, held against what the database holds and what the receiver
 * got. Thread-safe until it is balanced.
 */
final class Books {

  private final Map<String, List<String>> begun = new ConcurrentHashMap<>();
  private final Map<String, List<String>> doomed = new ConcurrentHashMap<>();
  private final Set<String> done = ConcurrentHashMap.newKeySet();
  private final AtomicInteger kills = new AtomicInteger();

  void heard(String line) {
    var words = line.split(" ", -1);
    switch (words[0]) {
      case "begin" -> begun.put(words[1], List.of(words[2].split(",")));
      case "doomed" -> doomed.put(words[1], List.of(words[2].split(",")));
      case "done" -> done.add(words[1]);
      default -> {
        // "started" and "undone" are for whoever watches.
      }
    }
  }

  void killed() {
    kills.incrementAndGet();
  }

  int acknowledged() {
    return done.size();
  }

  /** Checks everything, and returns the summary. */
  String balance(TestDatabase database, List<Received> requests) throws Exception {
    var committed = strings(database, "select name from truth");
    assertThat(committed).as("acknowledged means committed").containsAll(done);
    assertThat(begun.keySet()).as("announced before committed").containsAll(committed);
    assertThat(committed).as("rolled back").doesNotContainAnyElementsOf(doomed.keySet());

    Set<String> expected = new HashSet<>();
    committed.forEach(transaction -> expected.addAll(begun.getOrDefault(transaction, List.of())));
    Map<String, String> bodies = new HashMap<>();
    Set<String> arrived = new HashSet<>();
    for (Received request : requests) {
      request.verify(Receiver.SECRET);
      var before = bodies.putIfAbsent(request.id(), request.body());
      if (before == null) {
        arrived.add(change(request));
      } else {
        assertThat(request.body()).as("the body of a repeat").isEqualTo(before);
      }
    }
    Set<String> lost = new HashSet<>(expected);
    lost.removeAll(arrived);
    Set<String> invented = new HashSet<>(arrived);
    invented.removeAll(expected);
    int unknown = begun.size() - done.size();
    var summary =
        "kills=%d begun=%d acknowledged=%d unknown=%d ofThoseCommitted=%d rolledBack=%d changes=%d events=%d requests=%d repeats=%d lost=%d invented=%d"
            .formatted(
                kills.get(),
                begun.size(),
                done.size(),
                unknown,
                committed.size() - done.size(),
                doomed.size(),
                expected.size(),
                bodies.size(),
                requests.size(),
                requests.size() - bodies.size(),
                lost.size(),
                invented.size());
    assertThat(lost).as("lost: %s", summary).isEmpty();
    assertThat(invented).as("invented: %s", summary).isEmpty();
    assertThat(bodies).as("one event per change: %s", summary).hasSameSizeAs(expected);
    checkTables(database, arrived, bodies.size());
    return summary;
  }

  private static String change(Received request) {
    var json = request.json();
    var operation = request.type().substring("parcel.".length());
    var data = json.path("data");
    var writer = operation.equals("deleted") ? "-" : data.path("writtenBy").asString();
    return operation + "/" + data.path("id").asString() + "/" + writer;
  }

  private static void checkTables(TestDatabase database, Set<String> arrived, int events)
      throws SQLException {
    assertThat(database.count("select count(*) from webhook_outbox")).isZero();
    assertThat(database.count("select count(*) from webhook_event")).isEqualTo(events);
    assertThat(database.count("select count(*) from webhook_delivery where status = 'DELIVERED'"))
        .isEqualTo(events);
    assertThat(database.count("select count(*) from webhook_delivery")).isEqualTo(events);
    for (String state :
        strings(database, "select id || '/' || writtenBy from parcel order by id")) {
      assertThat(arrived.contains("created/" + state) || arrived.contains("updated/" + state))
          .as("the state that the application sees has arrived: %s", state)
          .isTrue();
    }
  }

  private static Set<String> strings(TestDatabase database, String sql) throws SQLException {
    Set<String> found = new HashSet<>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
