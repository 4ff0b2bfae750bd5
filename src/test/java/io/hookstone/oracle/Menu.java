package io.hookstone.oracle;

/** What a {@link Sequence} may do. */
enum Menu {
  /** What Envers audits: the work of sessions with a persistence context. */
  AUDITED,

  /** Also stateless sessions, bulk statements, native SQL, and entities that Envers cannot read. */
  EVERYTHING
}
