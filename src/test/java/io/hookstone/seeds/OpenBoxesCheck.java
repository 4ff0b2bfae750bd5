package io.hookstone.seeds;

import io.hookstone.testkit.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The check in the documentation of OpenBoxes Lift (Signature Verification); the echo is added. */
public final class OpenBoxesCheck {

  private static final String SCRIPT =
      """
      # Example: verify webhook signature
      expected=$(echo -n "$REQUEST_BODY" | openssl dgst -sha256 -hmac "$WEBHOOK_SECRET" | cut -d' ' -f2)
      if [ "$expected" = "$RECEIVED_SIGNATURE" ]; then
      echo "Signature valid"
      fi
      """;

  private OpenBoxesCheck() {}

  /** Whether the check can be run here. */
  public static boolean possible() {
    return Tool.present("openssl", "version");
  }

  /**
   * Runs the check.
   *
   * @param signature the value of {@code X-Webhook-Signature}
   */
  public static boolean accepts(String body, String secret, String signature) {
    return Tool.run(
            Path.of("."),
            Map.of(
                "REQUEST_BODY", body,
                "WEBHOOK_SECRET", secret,
                "RECEIVED_SIGNATURE", signature.replaceFirst("^sha256=", "")),
            List.of("bash", "-c", SCRIPT))
        .output()
        .contains("Signature valid");
  }
}
