package io.hookstone.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hookstone.verify.InvalidWebhookException.Reason;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies requests on the receiver's side. Immutable and thread-safe.
 *
 * <p>By Standard Webhooks 1.0.0 (Verifying signatures), which the formats {@code standard}, {@code
 * boxhero} and {@code cloudevents} use. For {@code openboxes} and {@code openfront} there is {@link
 * #verifyText}.
 *
 * <pre>{@code
 * WebhookVerifier.of("whsec_...").verify(headers, body);
 * }</pre>
 */
public final class WebhookVerifier {

  /** How far the timestamp may be from now: 5 minutes. */
  public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

  private final List<Key> keys;
  private final Duration tolerance;
  private final Clock clock;

  private WebhookVerifier(List<Key> keys, Duration tolerance, Clock clock) {
    this.keys = keys;
    this.tolerance = tolerance;
    this.clock = clock;
  }

  /**
   * Makes a verifier.
   *
   * @param secrets at least one: {@code whsec_} secrets and {@code whpk_} public keys; a request is
   *     right if it fits one of them, so that the former and the new one can be given while they
   *     change
   * @throws IllegalArgumentException if there is none, or one is neither; the message does not
   *     repeat it
   */
  public static WebhookVerifier of(String... secrets) {
    if (secrets.length == 0) {
      throw new IllegalArgumentException("There is no secret: expected at least one.");
    }
    return new WebhookVerifier(
        Arrays.stream(secrets).map(Key::parse).toList(), DEFAULT_TOLERANCE, Clock.systemUTC());
  }

  /**
   * Returns a verifier with another tolerance.
   *
   * @param allowed how far the timestamp may be from now, in both directions; positive
   * @throws IllegalArgumentException if it is not positive
   */
  public WebhookVerifier tolerance(Duration allowed) {
    if (allowed.isNegative() || allowed.isZero()) {
      throw new IllegalArgumentException(
          "'tolerance' is '%s': expected a positive duration.".formatted(allowed));
    }
    return new WebhookVerifier(keys, allowed, clock);
  }

  /** Returns a verifier with another clock, for tests. */
  public WebhookVerifier clock(Clock other) {
    return new WebhookVerifier(keys, tolerance, other);
  }

  /**
   * Verifies a request.
   *
   * @param headers by name, in any case
   * @param body the bytes as they came, before anything has read them as JSON
   * @throws InvalidWebhookException if it must not be trusted
   */
  public void verify(Map<String, List<String>> headers, byte[] body)
      throws InvalidWebhookException {
    verify(
        header(headers, "webhook-id"),
        header(headers, "webhook-timestamp"),
        header(headers, "webhook-signature"),
        body);
  }

  private static String header(Map<String, List<String>> headers, String name)
      throws InvalidWebhookException {
    var values =
        headers.entrySet().stream()
            .filter(header -> name.equalsIgnoreCase(header.getKey()))
            .flatMap(header -> Stream.ofNullable(header.getValue()))
            .flatMap(List::stream)
            .toList();
    // Of two it would be open which one others have read.
    if (values.size() != 1 || values.get(0).isBlank()) {
      throw new InvalidWebhookException(Reason.MISSING_HEADER);
    }
    return values.get(0);
  }

  /**
   * Verifies a request whose headers have been read; one that is missing may be null.
   *
   * @param id the header {@code webhook-id}
   * @param timestamp the header {@code webhook-timestamp}
   * @param signatures the header {@code webhook-signature}, which may have several
   * @param body the bytes as they came
   * @throws InvalidWebhookException if it must not be trusted
   */
  public void verify(
      @Nullable String id, @Nullable String timestamp, @Nullable String signatures, byte[] body)
      throws InvalidWebhookException {
    if (id == null || timestamp == null || signatures == null) {
      throw new InvalidWebhookException(Reason.MISSING_HEADER);
    }
    checkTime(timestamp);
    var head = (id + "." + timestamp + ".").getBytes(UTF_8);
    boolean fits = false;
    for (String signature : signatures.split(" ", -1)) {
      for (Key key : keys) {
        // All are looked at: how long it takes says nothing of which one fits.
        fits |= fits(key, signature, head, body);
      }
    }
    if (!fits) {
      throw new InvalidWebhookException(Reason.NO_MATCHING_SIGNATURE);
    }
  }

  private static boolean fits(Key key, String signature, byte[] head, byte[] body) {
    if (!signature.startsWith(key.version())) {
      return false;
    }
    var decoded = Key.decoded(signature.substring(key.version().length()));
    return decoded != null && key.fits(decoded, head, body);
  }

  private void checkTime(String timestamp) throws InvalidWebhookException {
    if (!SECONDS.matcher(timestamp).matches()) {
      throw new InvalidWebhookException(Reason.MALFORMED_TIMESTAMP);
    }
    var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    var now = clock.instant();
    if (sent.isBefore(now.minus(tolerance))) {
      throw new InvalidWebhookException(Reason.TOO_OLD);
    }
    if (sent.isAfter(now.plus(tolerance))) {
      throw new InvalidWebhookException(Reason.TOO_NEW);
    }
  }

  /**
   * Verifies a request in the formats {@code openboxes} and {@code openfront}, which have no
   * timestamp.
   *
   * @param secret as the sender has it, whatever it begins with
   * @param signature the header {@code X-Webhook-Signature} or {@code
   *     X-OpenFront-Webhook-Signature}: {@code sha256=} and 64 hexadecimal digits; null if it is
   *     missing
   * @param body the bytes as they came
   * @throws InvalidWebhookException if it must not be trusted
   */
  public static void verifyText(String secret, @Nullable String signature, byte[] body)
      throws InvalidWebhookException {
    if (signature == null) {
      throw new InvalidWebhookException(Reason.MISSING_HEADER);
    }
    var expected = "sha256=" + HexFormat.of().formatHex(Key.hmac(secret.getBytes(UTF_8), body));
    if (!MessageDigest.isEqual(expected.getBytes(UTF_8), signature.getBytes(UTF_8))) {
      throw new InvalidWebhookException(Reason.NO_MATCHING_SIGNATURE);
    }
  }
}
