package io.hookstone.format;

import io.hookstone.endpoint.SigningSecret;
import io.hookstone.event.WebhookEvent;
import java.time.Instant;
import java.util.List;

/** How events look on the wire for one endpoint. Implementations are immutable and thread-safe. */
public interface WebhookFormat {

  /** Returns the name by which endpoints choose the format, such as {@code standard}. */
  String name();

  /**
   * Returns the body of an event in UTF-8. MUST return the same bytes for the same event at every
   * call, on every node and after every restart: receivers rely on id and body staying the same
   * over retries.
   */
  byte[] body(WebhookEvent event);

  /**
   * Returns the headers of one attempt, content type and signature included, in the order in which
   * they are sent.
   *
   * @param body what {@link #body} returned
   * @param secrets the secrets that are valid now, newest first
   * @param now the time of this attempt
   */
  List<Header> headers(WebhookEvent event, byte[] body, List<SigningSecret> secrets, Instant now);

  /** Whether a response status means that the event was accepted. */
  boolean success(int status);
}
