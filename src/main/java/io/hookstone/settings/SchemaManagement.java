package io.hookstone.settings;

/**
 * What Hookstone does about its own tables at start-up, {@code hookstone.schema-management},
 * besides checking that tables and columns are there, which it always does.
 */
public enum SchemaManagement {
  /** Nothing: the application, Hibernate's schema tool or a migration takes care of the tables. */
  NONE,
  /** Checks the indexes too, and fails start-up when one is missing. */
  VALIDATE,
  /** Creates the tables that are missing; never alters or drops one. */
  CREATE
}
