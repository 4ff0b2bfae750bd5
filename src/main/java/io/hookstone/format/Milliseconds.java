package io.hookstone.format;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes points in time with three decimals of the second, always, in UTC. */
final class Milliseconds {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Milliseconds() {}

  static String of(Instant instant) {
    return FORMAT.format(instant);
  }
}
