/** A Jakarta Data repository and its entity; Hibernate's annotation processor implements it. */
package io.hookstone.capture.data;
