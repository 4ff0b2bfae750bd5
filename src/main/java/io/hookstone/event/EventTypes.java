package io.hookstone.event;

import io.hookstone.change.EntityChange;
import io.hookstone.change.Operation;
import java.util.Locale;

/** Names events. Thread-safe. */
public final class EventTypes {

  private EventTypes() {}

  /**
   * Returns the default type of a change: the name that events give the entity in lowerCamel, a
   * dot, and what happened, such as {@code stockMovement.updated}.
   */
  public static String defaultType(EntityChange change) {
    return defaultType(change.ref().eventName(), change.operation());
  }

  /**
   * Returns the default type of what happens to an entity.
   *
   * @param eventName the name that events give the entity
   */
  public static String defaultType(String eventName, Operation operation) {
    return lowerCamel(eventName) + "." + operation.pastTense();
  }

  /**
   * Turns an entity name into lowerCamel: {@code StockMovement} to {@code stockMovement}, {@code
   * SKU} to {@code sku}, {@code URLMapping} to {@code urlMapping}. What is no letter, digit or
   * underscore is dropped and starts a new word.
   */
  static String lowerCamel(String entity) {
    var name = withoutSeparators(entity);
    int capitals = 0;
    while (capitals < name.length() && Character.isUpperCase(name.charAt(capitals))) {
      capitals++;
    }
    boolean acronymBeforeWord = capitals > 1 && capitals < name.length();
    int lowered = acronymBeforeWord ? capitals - 1 : capitals;
    return name.substring(0, lowered).toLowerCase(Locale.ROOT) + name.substring(lowered);
  }

  private static String withoutSeparators(String entity) {
    var name = new StringBuilder(entity.length());
    boolean wordStarts = false;
    for (int i = 0; i < entity.length(); i++) {
      char c = entity.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_') {
        wordStarts = !name.isEmpty();
      } else {
        name.append(wordStarts ? Character.toUpperCase(c) : c);
        wordStarts = false;
      }
    }
    return name.toString();
  }
}
