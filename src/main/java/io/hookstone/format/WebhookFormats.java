package io.hookstone.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The formats that endpoints can choose from. Immutable. */
public final class WebhookFormats {

  private final Map<String, WebhookFormat> byName = new LinkedHashMap<>();

  /** Makes a choice of formats. */
  public WebhookFormats(List<WebhookFormat> formats) {
    formats.forEach(format -> byName.put(format.name(), format));
  }

  /** Returns the formats that come with Hookstone. */
  public static WebhookFormats builtIn() {
    return new WebhookFormats(List.of(new StandardWebhooks()));
  }

  /** Returns the names of all formats. */
  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  /**
   * Returns a format.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public WebhookFormat named(String name) {
    var format = byName.get(name);
    if (format == null) {
      throw new IllegalArgumentException(
          "HKS0601: 'format' is '%s': expected one of %s."
              .formatted(name, String.join(", ", byName.keySet())));
    }
    return format;
  }
}
