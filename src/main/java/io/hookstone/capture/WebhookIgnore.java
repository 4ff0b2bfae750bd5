package io.hookstone.capture;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps something out of every event.
 *
 * <ul>
 *   <li>On a field or getter: the attribute is in no event. A change of it alone is still an update
 *       of its entity, as that something changed is no secret. An attribute of an embeddable, and
 *       one of a class whose objects fill a JSON column, can carry it too; an identifier cannot,
 *       and then the session factory does not start.
 *   <li>On an entity class or a mapped superclass: changes of the entity and of its subclasses are
 *       not captured.
 *   <li>On an embeddable class: no attribute of that type is in any event.
 * </ul>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
public @interface WebhookIgnore {}
