package io.hookstone.settings;

/** What Hookstone does about its own tables at start-up, {@code hookstone.schema-management}. */
public enum SchemaManagement {
  /** Nothing: the application, Hibernate's schema tool or a migration takes care of the tables. */
  NONE,
  /** Checks that the tables are there and fails start-up when they are not. */
  VALIDATE,
  /** Creates the tables that are missing; never alters or drops one. */
  CREATE
}
