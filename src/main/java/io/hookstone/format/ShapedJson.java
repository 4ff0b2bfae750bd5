package io.hookstone.format;

import io.hookstone.endpoint.PayloadShape;
import java.util.ArrayDeque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Copies a JSON object, token by token and without recursion, leaving out properties and turning
 * numbers into text. What is copied stays the text that it is. Confined to the call that makes it.
 */
final class ShapedJson {

  /** The greatest integer that an IEEE 754 double has, with all its neighbours: 2^53 − 1. */
  private static final String MAX_SAFE = "9007199254740991";

  /** In a change these hold values of the property; the others are notes. */
  private static final Set<String> VALUES_OF_CHANGE = Set.of("from", "to", "added", "removed");

  private enum Kind {
    OBJECT,
    ARRAY,
    /** The changes, by property. */
    CHANGES,
    /** One property's change. */
    CHANGE
  }

  /**
   * What is wanted of a value.
   *
   * @param keep what is kept of it; null for all
   * @param drop what is dropped of it; null for nothing
   */
  private record Wanted(@Nullable Fields keep, @Nullable Fields drop) {

    static final Wanted ALL = new Wanted(null, null);

    boolean all() {
      return keep == null && drop == null;
    }

    /** Returns what is wanted of a property, or null if it is left out. */
    @Nullable Wanted of(String name) {
      var dropped = drop == null ? null : drop.at(name);
      if (dropped != null && dropped.all()) {
        return null;
      }
      if (keep == null) {
        return new Wanted(null, dropped);
      }
      var kept = keep.at(name);
      return kept == null ? null : new Wanted(kept.all() ? null : kept, dropped);
    }
  }

  /** An object or array that is being copied. */
  private static final class Level {
    final Kind kind;
    final Wanted wanted;
    boolean begun;

    Level(Kind kind, Wanted wanted) {
      this.kind = kind;
      this.wanted = wanted;
    }

    @Nullable Wanted of(String name) {
      if (kind != Kind.CHANGE) {
        return wanted.of(name);
      }
      return VALUES_OF_CHANGE.contains(name) ? wanted : Wanted.ALL;
    }

    Kind kindOf(JsonToken start) {
      if (start == JsonToken.START_ARRAY) {
        return Kind.ARRAY;
      }
      return kind == Kind.CHANGES ? Kind.CHANGE : Kind.OBJECT;
    }
  }

  private final String source;
  private final JsonParser json;
  private final PayloadShape shape;
  private final StringBuilder copy;
  private final ArrayDeque<Level> levels = new ArrayDeque<>();
  private @Nullable String name;
  private Wanted wanted;

  private ShapedJson(
      String source, JsonParser json, PayloadShape shape, Kind kind, Wanted wantedOfAll) {
    this.source = source;
    this.json = json;
    this.shape = shape;
    this.copy = new StringBuilder(Math.min(source.length(), 1 << 16) + 16);
    this.wanted = wantedOfAll;
    json.nextToken();
    copy.append('{');
    levels.push(new Level(kind, wantedOfAll));
  }

  /**
   * Returns an event's data in a shape.
   *
   * @param keep the properties that are kept; null for all
   * @param drop the properties that are dropped; null for none
   */
  static String data(
      String data, @Nullable Fields keep, @Nullable Fields drop, PayloadShape shape) {
    return copied(data, shape, Kind.OBJECT, new Wanted(keep, drop));
  }

  /** Returns an event's changes in a shape: of each property the same as of the data. */
  static String changes(
      String changes, @Nullable Fields keep, @Nullable Fields drop, PayloadShape shape) {
    return copied(changes, shape, Kind.CHANGES, new Wanted(keep, drop));
  }

  private static String copied(String object, PayloadShape shape, Kind kind, Wanted wanted) {
    try (var json = RawObject.parser(object)) {
      return new ShapedJson(object, json, shape, kind, wanted).run();
    }
  }

  private String run() {
    while (!levels.isEmpty()) {
      var token = json.nextToken();
      switch (token) {
        case PROPERTY_NAME -> property(json.currentName());
        case START_OBJECT, START_ARRAY -> structure(token);
        case END_OBJECT -> end('}');
        case END_ARRAY -> end(']');
        default -> scalar(token);
      }
    }
    return copy.toString();
  }

  private void property(String found) {
    var ofProperty = levels.element().of(found);
    if (ofProperty == null) {
      json.nextToken();
      json.skipChildren();
    } else {
      name = found;
      wanted = ofProperty;
    }
  }

  private void structure(JsonToken start) {
    var level = levels.element();
    if (level.kind == Kind.ARRAY) {
      wanted = level.wanted;
    }
    begin(level);
    if (wanted.all() && !shape.decimalsAsText() && !shape.longsAsText()) {
      copy.append(RawObject.value(json, source));
    } else {
      copy.append(start == JsonToken.START_ARRAY ? '[' : '{');
      levels.push(new Level(level.kindOf(start), wanted));
    }
  }

  private void end(char bracket) {
    copy.append(bracket);
    levels.pop();
  }

  /** A value that has no properties has none of those that are kept; null is no value. */
  private void scalar(JsonToken token) {
    var level = levels.element();
    if (level.kind == Kind.ARRAY) {
      wanted = level.wanted;
    }
    if (wanted.keep() != null && token != JsonToken.VALUE_NULL) {
      return;
    }
    begin(level);
    var text = RawObject.value(json, source);
    if (asText(token, text)) {
      copy.append('"').append(text).append('"');
    } else {
      copy.append(text);
    }
  }

  private void begin(Level level) {
    if (level.begun) {
      copy.append(',');
    }
    level.begun = true;
    if (level.kind != Kind.ARRAY) {
      copy.append(RawObject.quoted(String.valueOf(name))).append(':');
    }
  }

  private boolean asText(JsonToken token, String text) {
    return switch (token) {
      case VALUE_NUMBER_FLOAT -> shape.decimalsAsText();
      case VALUE_NUMBER_INT -> shape.longsAsText() && beyondDoubles(text);
      default -> false;
    };
  }

  private static boolean beyondDoubles(String integer) {
    int from = integer.startsWith("-") ? 1 : 0;
    int digits = integer.length() - from;
    return digits > MAX_SAFE.length()
        || (digits == MAX_SAFE.length() && integer.substring(from).compareTo(MAX_SAFE) > 0);
  }
}
