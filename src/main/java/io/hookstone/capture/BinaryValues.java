package io.hookstone.capture;

import java.io.InputStream;
import java.sql.Blob;
import java.sql.Clob;
import java.util.Base64;
import org.hibernate.type.BasicType;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.java.SerializableJavaType;
import tools.jackson.core.JsonGenerator;

/**
 * Writes binary values where one must be told apart from another: in identifiers, and when old and
 * new state are compared. Payloads have none. Thread-safe.
 */
final class BinaryValues {

  private BinaryValues() {}

  /** Whether a value is a stream, a LOB, or an object that is stored serialized. */
  static boolean is(Type type, Object value) {
    return value instanceof Blob
        || value instanceof Clob
        || value instanceof InputStream
        || serializable(type);
  }

  private static boolean serializable(Type type) {
    return type instanceof BasicType<?> basic
        && basic.getValueConverter() == null
        && basic.getJavaTypeDescriptor() instanceof SerializableJavaType;
  }

  /**
   * Writes such a value: a serialized one as Base64, while a LOB, which must not be read, is itself
   * and no other.
   */
  static void write(JsonGenerator json, Type type, Object value, ValueContext context) {
    if (context.complete() && serializable(type)) {
      write(json, serialized((BasicType<?>) type, value, context), context);
    } else if (context.complete()) {
      json.writeString("@" + System.identityHashCode(value));
    } else {
      json.writeNull();
    }
  }

  /** Writes bytes as Base64 (RFC 4648, section 4), or null in a payload. */
  static void write(JsonGenerator json, byte[] bytes, ValueContext context) {
    if (context.complete()) {
      json.writeString(Base64.getEncoder().encodeToString(bytes));
    } else {
      json.writeNull();
    }
  }

  @SuppressWarnings("unchecked")
  private static byte[] serialized(BasicType<?> type, Object value, ValueContext context) {
    return ((BasicType<Object>) type)
        .getJavaTypeDescriptor()
        .unwrap(value, byte[].class, context.session());
  }
}
