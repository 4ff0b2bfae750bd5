package io.hookstone.delivery;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is kept of a response, as text that every database column and page can hold. */
final class HeaderLines {

  private static final int MAX_LENGTH = 8_000;

  private HeaderLines() {}

  /** Returns one {@code name: value} a line, cut to {@value #MAX_LENGTH} characters. */
  static String of(MultiMap headers) {
    var lines = new StringBuilder();
    for (var header : headers) {
      if (lines.length() > MAX_LENGTH) {
        break;
      }
      lines.append(header.getKey()).append(": ").append(header.getValue()).append('\n');
    }
    return printable(lines.substring(0, Math.min(lines.length(), MAX_LENGTH)));
  }

  /** Returns the kept beginning of a body as text; null without a body. */
  static @Nullable String bodyText(@Nullable Buffer body) {
    return body == null || body.length() == 0
        ? null
        : printable(body.toString(StandardCharsets.UTF_8));
  }

  /** PostgreSQL has no NUL in text, and other control characters must not reach a terminal. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\r\n\t]]", "\uFFFD");
  }
}
