package io.hookstone.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes values as JSON, up to a size. Thread-safe. */
final class BoundedJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private BoundedJson() {}

  /**
   * Writes a value. As UTF-8, in which Jackson escapes surrogates without a partner: a database
   * would replace them, and the body must stay the same.
   *
   * @throws RuntimeException if the value has no JSON form, is larger than it may be, or has a
   *     {@link RenderedValue} in it that is not well-formed
   */
  static String write(String name, @Nullable Object value, int mostBytes) {
    var bytes = new Bounded(name, mostBytes);
    MAPPER.writeValue(bytes, value);
    var json = bytes.toString(UTF_8);
    JsonObjectText.checkValue(name, json);
    return json;
  }

  private static final class Bounded extends ByteArrayOutputStream {

    private final String name;
    private final int most;

    Bounded(String name, int most) {
      this.name = name;
      this.most = most;
    }

    @Override
    public synchronized void write(int b) {
      check(1);
      super.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      check(length);
      super.write(bytes, offset, length);
    }

    private void check(int more) {
      if (count + more > most) {
        throw new IllegalArgumentException(
            ("HKS1003: An enricher adds '%s': expected at most 4 MiB of JSON for an event and 16 MiB for all"
                    + " events of a call. Add less, or a link to it.")
                .formatted(name));
      }
    }
  }
}
