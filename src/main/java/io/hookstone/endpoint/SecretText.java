package io.hookstone.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What the kinds of secrets have in common. */
final class SecretText {

  private SecretText() {}

  /** Returns the bytes behind a prefix, or null if they are no standard base64. */
  static byte @Nullable [] decoded(String text, String prefix) {
    try {
      return Base64.getDecoder().decode(text.substring(prefix.length()));
    } catch (IllegalArgumentException e) {
      // The decoder's own message would quote the secret.
      return null;
    }
  }

  /** Compares in constant time. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
