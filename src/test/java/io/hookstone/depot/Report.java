package io.hookstone.depot;

import io.hookstone.depot.ledger.Comparison;
import io.hookstone.depot.ledger.Event;
import io.hookstone.depot.ledger.Ledger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The outcome of {@code --once}. */
record Report(int orders, Ledger ledger, Comparison comparison, Duration took) {

  private static final int MILLIS_PER_SECOND = 1_000;

  /** One line of JSON. */
  String json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("orders", orders);
    fields.put("transactions", ledger.transactions());
    fields.put("rolledBack", ledger.rolledBack());
    fields.put("changes", ledger.changes());
    fields.put("events", ledger.events());
    fields.put("expected", comparison.expected());
    fields.put("deliveries", comparison.deliveries());
    fields.put("verified", comparison.verified());
    fields.put("duplicates", comparison.duplicates());
    fields.put("invalid", comparison.invalid());
    fields.put("missing", comparison.missing());
    fields.put("phantom", comparison.phantom());
    fields.put("seconds", seconds());
    Map<String, Long> types = new LinkedHashMap<>();
    Event.OF_OPENBOXES.forEach(type -> types.put(type, ledger.times(type)));
    fields.put("types", types);
    return JsonMapper.builder().build().writeValueAsString(fields);
  }

  int exitStatus() {
    return comparison.clean() ? 0 : 1;
  }

  private BigDecimal seconds() {
    return BigDecimal.valueOf(took.toMillis())
        .divide(BigDecimal.valueOf(MILLIS_PER_SECOND), 3, RoundingMode.HALF_UP);
  }
}
