package io.hookstone.settings;

/** The stable codes of settings problems, one per kind, in the range HKS0101 to HKS0199. */
enum ProblemCode {
  UNKNOWN_KEY(1),
  UNSUPPORTED_TYPE(2),
  NOT_A_DURATION(3),
  NOT_AN_INTEGER(4),
  NOT_A_BOOLEAN(5),
  OUT_OF_RANGE(6),
  NOT_ONE_OF(7),
  BLANK_ENTRY(8),
  BAD_NETWORK(9),
  BAD_URL(10),
  HTTP_NOT_ALLOWED(11),
  BAD_IDENTIFIER(12),
  BAD_CLASS_NAME(13),
  BAD_ENDPOINT_NAME(14),
  MISSING_ATTRIBUTE(15),
  BAD_EVENT_PATTERN(16),
  BAD_SECRET(17),
  BAD_HEADER_NAME(18),
  BAD_HEADER_VALUE(19),
  CONFLICTING_LIMITS(20),
  TOO_LONG(21),
  NOT_AN_OBJECT(22),
  DUPLICATE_HEADER(23),
  BAD_GLOB(24),
  NOT_A_SIZE(30),
  BAD_FIELD_PATH(31);

  private final String text;

  ProblemCode(int number) {
    this.text = "HKS01%02d".formatted(number);
  }

  /** The code as users see it, {@code HKS0101}. */
  String text() {
    return text;
  }
}
