package io.hookstone.endpoint;

import java.util.List;

/**
 * How much of an event's data an endpoint gets, and how its numbers look. Immutable.
 *
 * @param thin whether the data holds the entity's identifier alone, and changes are left out
 * @param keep the properties of data and changes that are sent beside the identifier, as dotted
 *     paths that go through arrays, such as {@code lines.product.sku}; empty for all
 * @param drop the properties of data and changes that are not sent, as dotted paths; stronger than
 *     all else
 * @param decimalsAsText whether numbers with a fraction or exponent are sent as strings
 * @param longsAsText whether integers beyond ±(2^53 − 1) are sent as strings: a reader that keeps
 *     numbers as IEEE 754 doubles would round them (RFC 8259, section 6)
 * @param maxBytes the largest body; one that would be larger is sent thin, with {@code
 *     "reduced":"size"} in it; {@value #MIN_MAX_BYTES} to {@value #MAX_MAX_BYTES}
 */
public record PayloadShape(
    boolean thin,
    List<String> keep,
    List<String> drop,
    boolean decimalsAsText,
    boolean longsAsText,
    int maxBytes) {

  /** The largest body of an endpoint that says nothing else: 1 MiB. */
  public static final int DEFAULT_MAX_BYTES = 1 << 20;

  private static final int MAX_PATH_LENGTH = 500;

  static final int MIN_MAX_BYTES = 1 << 10;
  static final int MAX_MAX_BYTES = 64 << 20;

  /** The whole event, as it was captured. */
  public static final PayloadShape FULL =
      new PayloadShape(false, List.of(), List.of(), false, false, DEFAULT_MAX_BYTES);

  public PayloadShape {
    keep = List.copyOf(keep);
    drop = List.copyOf(drop);
    keep.forEach(path -> check("keep", path));
    drop.forEach(path -> check("drop", path));
    if (maxBytes < MIN_MAX_BYTES || maxBytes > MAX_MAX_BYTES) {
      throw new IllegalArgumentException(
          "HKS0522: 'max-size' is '%d': expected %d to %d bytes."
              .formatted(maxBytes, MIN_MAX_BYTES, MAX_MAX_BYTES));
    }
  }

  private static void check(String which, String path) {
    boolean named =
        !path.isBlank() && !path.startsWith(".") && !path.endsWith(".") && !path.contains("..");
    if (!named || path.length() > MAX_PATH_LENGTH) {
      throw new IllegalArgumentException(
          "HKS0535: 'fields.%s' is '%s': expected names of properties with a dot between them, at most %d characters."
              .formatted(
                  which,
                  path.substring(0, Math.min(path.length(), MAX_PATH_LENGTH)),
                  MAX_PATH_LENGTH));
    }
  }

  /** Whether the data is sent to the byte as it was captured. */
  public boolean whole() {
    return !thin && keep.isEmpty() && drop.isEmpty() && !decimalsAsText && !longsAsText;
  }

  /**
   * Returns the shape with some properties alone, as dotted paths.
   *
   * @throws IllegalArgumentException if a path is none
   */
  public PayloadShape keeping(String... paths) {
    return new PayloadShape(thin, List.of(paths), drop, decimalsAsText, longsAsText, maxBytes);
  }

  /**
   * Returns the shape without some properties, as dotted paths.
   *
   * @throws IllegalArgumentException if a path is none
   */
  public PayloadShape dropping(String... paths) {
    return new PayloadShape(thin, keep, List.of(paths), decimalsAsText, longsAsText, maxBytes);
  }

  /** Returns the shape with decimals, large integers, or both as strings. */
  public PayloadShape numbersAsText(boolean decimals, boolean longs) {
    return new PayloadShape(thin, keep, drop, decimals, longs, maxBytes);
  }

  /**
   * Returns the shape with another largest body.
   *
   * @throws IllegalArgumentException if the bound is out of range
   */
  public PayloadShape limitedTo(int bytes) {
    return new PayloadShape(thin, keep, drop, decimalsAsText, longsAsText, bytes);
  }

  /** Returns the shape with the entity's identifier alone. */
  public PayloadShape asThin() {
    return new PayloadShape(true, keep, drop, decimalsAsText, longsAsText, maxBytes);
  }
}
