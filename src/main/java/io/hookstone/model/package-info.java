/**
 * The captured entities as events show them: names, attributes and the JSON of their values. Made
 * by capture from Hibernate's metamodel, read by rules and by the catalogue. Depends on nothing but
 * texts.
 */
@NullMarked
package io.hookstone.model;

import org.jspecify.annotations.NullMarked;
