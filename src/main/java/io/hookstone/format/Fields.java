package io.hookstone.format;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Properties that dotted paths name, as a tree. Immutable once made.
 *
 * <p>A path goes through arrays: {@code lines.product.sku} names the {@code sku} of the product of
 * each line. A property whose own name has dots is named by them.
 */
final class Fields {

  private final Map<String, Fields> inner = new HashMap<>();

  /** Whether a path ends here, so that all below is named. */
  private boolean end;

  private Fields() {}

  static Fields of(Collection<String> paths) {
    var root = new Fields();
    for (String path : paths) {
      var fields = root;
      for (String segment : path.split("\\.", -1)) {
        fields = fields.inner.computeIfAbsent(segment, name -> new Fields());
      }
      fields.end = true;
    }
    return root;
  }

  /** Whether all below is named. */
  boolean all() {
    return end;
  }

  /** Returns what is named of a property, or null if nothing is. */
  @Nullable Fields at(String name) {
    if (end) {
      return this;
    }
    int dot = name.indexOf('.');
    if (dot < 0) {
      return inner.get(name);
    }
    var first = inner.get(name.substring(0, dot));
    return first == null ? null : first.at(name.substring(dot + 1));
  }
}
