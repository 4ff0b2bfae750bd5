package io.hookstone.verify;

/**
 * A request did not come from who it says, not now, or not as it is. Answer it with a status of 400
 * or 401, and do not look at its body. The message has neither secret nor signature nor body.
 */
public final class InvalidWebhookException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why a request was refused. */
  public enum Reason {
    /** A header is missing, or there twice. */
    MISSING_HEADER("A header that the signature needs is missing, or there twice"),
    /** The timestamp is no number of seconds. */
    MALFORMED_TIMESTAMP("The webhook-timestamp is no number of seconds"),
    /** The timestamp lies further back than the tolerance: perhaps somebody sends it again. */
    TOO_OLD("The webhook-timestamp is too old"),
    /** The timestamp lies further ahead than the tolerance: one of the clocks is wrong. */
    TOO_NEW("The webhook-timestamp is in the future"),
    /** No signature fits any of the secrets: wrong secret, or another body than was sent. */
    NO_MATCHING_SIGNATURE("No signature fits: the secret is another, or the body is not as sent");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  InvalidWebhookException(Reason reason) {
    super(reason.text + ".");
    this.reason = reason;
  }

  /** Returns why the request was refused. */
  public Reason reason() {
    return reason;
  }
}
