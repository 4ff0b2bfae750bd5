package io.hookstone.endpoint;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret whose characters are the key, for formats that sign so. Immutable; its text form redacts
 * it.
 *
 * <p>16 to 200 printable ASCII characters without spaces: fewer could be guessed, and others would
 * be bytes that depend on who encodes them.
 */
public final class TextSecret implements SigningSecret {

  private static final int GENERATED_BYTES = 32;
  private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{16,200}");

  private final String text;

  private TextSecret(String text) {
    this.text = text;
  }

  static TextSecret parse(String text) {
    if (!VALID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "HKS0526: 'secret' is '***': expected whsec_, whsk_, or 16 to 200 printable ASCII characters"
              + " without spaces. Leave it out to have one generated.");
    }
    return new TextSecret(text);
  }

  /** Makes a new secret: 32 bytes as 64 lower-case hexadecimal digits. */
  public static TextSecret generate(RandomGenerator random) {
    var bytes = new byte[GENERATED_BYTES];
    random.nextBytes(bytes);
    return new TextSecret(HexFormat.of().formatHex(bytes));
  }

  @Override
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TextSecret that && SecretText.same(text, that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
