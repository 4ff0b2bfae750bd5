package io.hookstone.boot;

import jakarta.persistence.OrderBy;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code @OrderBy}, which Hibernate keeps as SQL only. */
final class OrderByText {

  private OrderByText() {}

  /** Returns the paths with {@code asc} or {@code desc}; empty where there is no annotation. */
  static List<String> of(@Nullable Class<?> owner, String attribute) {
    for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
      for (AnnotatedElement member : members(type, attribute)) {
        var order = member.getAnnotation(OrderBy.class);
        if (order != null) {
          return Arrays.stream(order.value().split(",", -1))
              .map(String::strip)
              .filter(item -> !item.isEmpty())
              .map(OrderByText::item)
              .toList();
        }
      }
    }
    return List.of();
  }

  private static List<AnnotatedElement> members(Class<?> type, String attribute) {
    var members = new ArrayList<AnnotatedElement>();
    Arrays.stream(type.getDeclaredFields())
        .filter(field -> field.getName().equals(attribute))
        .forEach(members::add);
    var getter =
        "get" + attribute.substring(0, 1).toUpperCase(Locale.ROOT) + attribute.substring(1);
    Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals(getter) && method.getParameterCount() == 0)
        .forEach(members::add);
    return members;
  }

  private static String item(String text) {
    var words = text.split("\\s+", -1);
    boolean descending = words.length > 1 && words[1].equalsIgnoreCase("desc");
    return words[0] + (descending ? " desc" : " asc");
  }
}
