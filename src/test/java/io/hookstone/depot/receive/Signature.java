package io.hookstone.depot.receive;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How the requests to an endpoint are verified. Thread-safe. */
interface Signature {

  /** Returns why a request cannot be trusted; empty if it can. */
  Optional<String> fault(HttpHeaders headers, byte[] body);

  /** Makes the check of a format. */
  static Signature of(String format, String secret) {
    return switch (format) {
      case "openboxes" -> sha256("X-Webhook-Signature", secret);
      case "openfront" -> sha256("X-OpenFront-Webhook-Signature", secret);
      default -> standard(secret);
    };
  }

  /** That of Standard Webhooks, by a verifier that others wrote. */
  static Signature standard(String secret) {
    try {
      Webhook verifier = new Webhook(secret);
      return (headers, body) -> {
        try {
          verifier.verify(new String(body, StandardCharsets.UTF_8), headers.map());
          return Optional.empty();
        } catch (WebhookVerificationException e) {
          return Optional.of(String.valueOf(e.getMessage()));
        }
      };
    } catch (EmptyWebhookSecretException e) {
      throw new IllegalStateException("An endpoint has no secret.", e);
    }
  }

  /** The HMAC-SHA256 of the body in a header, keyed with the characters of the secret. */
  static Signature sha256(String header, String secret) {
    return (headers, body) -> {
      String expected = "sha256=" + HexFormat.of().formatHex(hmac(secret, body));
      String actual = headers.firstValue(header).orElse("");
      return MessageDigest.isEqual(bytes(expected), bytes(actual))
          ? Optional.empty()
          : Optional.of(header + " does not fit");
    };
  }

  private static byte[] hmac(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
