package io.hookstone.capture;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an event of an entity's own: its name, and what gives rise to it.
 *
 * <pre>{@code
 * @WebhookEventType(name = "stockMovement.shipped", on = "status -> SHIPPED")
 * }</pre>
 *
 * <p>On an entity class it holds for the entity and for those that extend it. The setting {@code
 * hookstone.event-type.<name>} says the same for entities that cannot be edited, and replaces an
 * annotation of the same name. A mistake keeps the session factory from starting.
 */
@Documented
@Repeatable(WebhookEventType.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WebhookEventType {

  /** Returns the event type: names of letters and digits with dots between them. */
  String name();

  /**
   * Returns the triggers, such as {@code create}, {@code status -> SHIPPED} or {@code price -> *
   * when data.active instead}: a rule without the entity.
   */
  String on();

  /** Several event types of one entity. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface List {

    /** Returns the event types. */
    WebhookEventType[] value();
  }
}
