package io.hookstone.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The formats that endpoints can choose from. Immutable. */
public final class WebhookFormats {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  private final Map<String, WebhookFormat> byName = new LinkedHashMap<>();

  /**
   * Makes a choice of formats.
   *
   * @throws IllegalArgumentException if two have one name, or a name breaks its rule
   */
  public WebhookFormats(List<WebhookFormat> formats) {
    for (WebhookFormat format : formats) {
      if (!NAME.matcher(format.name()).matches()) {
        throw new IllegalArgumentException(
            "HKS0603: The format %s has the name '%s': expected a lower-case letter, then letters, digits and hyphens, at most 64 of all."
                .formatted(format.getClass().getName(), format.name()));
      }
      var other = byName.put(format.name(), format);
      if (other != null) {
        throw new IllegalArgumentException(
            "HKS0602: The formats %s and %s have one name, '%s'. Rename one of them, or remove it from META-INF/services."
                .formatted(other.getClass().getName(), format.getClass().getName(), format.name()));
      }
    }
  }

  /** Returns the formats that come with Hookstone, without settings of their own. */
  public static WebhookFormats builtIn() {
    return with(CloudEvents.DEFAULT_SOURCE, List.of());
  }

  /**
   * Returns the formats that come with Hookstone, and an application's own.
   *
   * @param cloudEventsSource a URI reference
   * @throws IllegalArgumentException if two formats have one name, or a name breaks its rule
   */
  public static WebhookFormats with(
      String cloudEventsSource, Collection<? extends WebhookFormat> own) {
    var all = new ArrayList<WebhookFormat>();
    all.add(new StandardWebhooks());
    all.add(new OpenBoxes());
    all.add(new BoxHero());
    all.add(new OpenFront());
    all.add(new CloudEvents(cloudEventsSource));
    all.addAll(own);
    return new WebhookFormats(all);
  }

  /** Returns the names of all formats. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** Returns all formats. */
  public Collection<WebhookFormat> all() {
    return Collections.unmodifiableCollection(byName.values());
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
