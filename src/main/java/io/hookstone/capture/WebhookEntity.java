package io.hookstone.capture;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how events call an entity, so that a class can be renamed without its receivers noticing.
 *
 * <p>Subclasses do not inherit the name. The name MUST be unique among the captured entities, the
 * JPA names of those without this annotation included; otherwise the session factory does not
 * start.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WebhookEntity {

  /**
   * Returns the name in event types and in {@code entity}, in place of the JPA entity name: a
   * letter, then letters, digits and underscores, at most 200 of all, so that the event type fits
   * its column.
   */
  String name();
}
