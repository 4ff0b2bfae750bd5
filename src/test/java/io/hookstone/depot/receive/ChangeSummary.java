package io.hookstone.depot.receive;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The {@code changes} of an update in a few words: {@code status NEW -> PAID}. */
final class ChangeSummary {

  private static final int SHOWN = 2;
  private static final int MAX_VALUE = 24;

  private ChangeSummary() {}

  /** Where a format has no changes, the status tells the most. */
  static String of(JsonNode changes, JsonNode data) {
    if (changes.isMissingNode() && data.has("status")) {
      return "status " + value(data.path("status"));
    }
    return of(changes);
  }

  /** Empty where nothing is known to have changed. */
  static String of(JsonNode changes) {
    List<String> words = new ArrayList<>();
    for (var property : changes.properties()) {
      // A version goes up with every update and tells a reader nothing; a status comes first.
      if (property.getKey().equals("status")) {
        words.add(0, words(property.getKey(), property.getValue()));
      } else if (!property.getKey().equals("version")) {
        words.add(words(property.getKey(), property.getValue()));
      }
    }
    String shown = String.join(", ", words.subList(0, Math.min(SHOWN, words.size())));
    return words.size() > SHOWN ? shown + ", …" : shown;
  }

  private static String words(String name, JsonNode change) {
    if (change.has("from") || change.has("to")) {
      JsonNode to = change.path("to");
      return to.isObject() || to.isArray()
          ? name
          : name + " " + value(change.path("from")) + " -> " + value(to);
    }
    String added = list(change.path("added"), "+");
    String removed = list(change.path("removed"), "-");
    return (name + " " + (added + " " + removed).strip()).strip();
  }

  private static String list(JsonNode values, String sign) {
    return String.join(" ", values.valueStream().map(value -> sign + value(value)).toList());
  }

  private static String value(JsonNode node) {
    String text = node.isString() ? node.asString() : node.toString();
    if (node.isMissingNode() || node.isNull()) {
      return "none";
    }
    return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE - 1) + "…";
  }
}
