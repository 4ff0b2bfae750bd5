package io.hookstone.model;

import java.util.List;

/** What the values of an attribute look like in JSON; any of them may be null. Immutable. */
public sealed interface ValueModel {

  /** A single value. */
  record Scalar(Kind kind) implements ValueModel {}

  /** One of a few texts: the names of an enum's constants. */
  record OneOf(List<String> names) implements ValueModel {
    public OneOf {
      names = List.copyOf(names);
    }
  }

  /** An object with attributes of its own. */
  record Embedded(List<AttributeModel> attributes) implements ValueModel {
    public Embedded {
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * Another entity, of which only the identifier is told.
   *
   * @param id what its identifiers look like
   */
  record Reference(ValueModel id) implements ValueModel {}

  /** A list of values. */
  record Many(ValueModel element) implements ValueModel {}

  /** An object with any names. */
  record Keyed(ValueModel value) implements ValueModel {}

  /** Anything: documents, and types of which only their converter knows what they become. */
  record Anything() implements ValueModel {}

  /** The kinds of single values. */
  enum Kind {
    TEXT,
    FLAG,
    INTEGER,
    DECIMAL,
    /** A binary floating-point number, which may also be one of three texts. */
    FLOATING,
    /** ISO-8601 with an offset. */
    INSTANT,
    DATE,
    DURATION,
    UUID,
    URI
  }
}
