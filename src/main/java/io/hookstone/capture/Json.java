package io.hookstone.capture;

import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** The JSON writer of capture. Thread-safe. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING).build();

  /** Knows our annotation too, which the mapper that fills the column must not. */
  private static final JsonMapper FOR_EVENTS =
      MAPPER
          .rebuild()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public boolean hasIgnoreMarker(MapperConfig<?> config, AnnotatedMember member) {
                  return member.hasAnnotation(WebhookIgnore.class)
                      || super.hasIgnoreMarker(config, member);
                }

                @Override
                public @Nullable Boolean isIgnorableType(
                    MapperConfig<?> config, AnnotatedClass type) {
                  return type.hasAnnotation(WebhookIgnore.class)
                      ? Boolean.TRUE
                      : super.isIgnorableType(config, type);
                }
              })
          .build();

  private Json() {}

  static String render(Consumer<JsonGenerator> content) {
    var text = new StringWriter(256);
    try (var json = MAPPER.createGenerator(text)) {
      content.accept(json);
    }
    return text.toString();
  }

  /**
   * Takes an object apart into maps, lists and scalars, as its class tells Jackson to, without what
   * events must not have.
   */
  static Object plain(Object value) {
    return FOR_EVENTS.convertValue(value, Object.class);
  }

  /** Takes an object apart with all that its column holds, for comparing only. */
  static Object whole(Object value) {
    return MAPPER.convertValue(value, Object.class);
  }

  static String unquote(String jsonString) {
    return MAPPER.readValue(jsonString, String.class);
  }
}
