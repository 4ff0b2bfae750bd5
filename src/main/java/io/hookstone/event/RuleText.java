package io.hookstone.event;

import org.jspecify.annotations.Nullable;

/**
 * A rule as somebody wrote it. Immutable.
 *
 * @param type the event type that it makes
 * @param entity the entity, or null where the text begins with it
 * @param text the rule
 * @param source who wrote it, for messages: a setting, an annotation
 */
public record RuleText(String type, @Nullable String entity, String text, String source) {

  /** Returns a rule of the setting {@code hookstone.event-type.<type>}. */
  public static RuleText ofSetting(String type, String text) {
    return new RuleText(type, null, text, "hookstone.event-type." + type);
  }

  /** Returns a rule of an annotation on an entity. */
  static RuleText ofAnnotation(String type, String entity, String on) {
    return new RuleText(type, entity, on, "@WebhookEventType of " + entity);
  }
}
