package io.hookstone.settings;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that the configuration declares, {@code hookstone.endpoint.<name>.*}.
 *
 * <p>Immutable. {@link #toString} shows neither the secret nor header values, nor more of the URL
 * than scheme, host and port.
 *
 * @param name the name, {@code [a-z0-9][a-z0-9-]{0,62}}
 * @param url an absolute http or https URL with a host, without user info and fragment, of at most
 *     2048 characters
 * @param events patterns of event types, at least one: {@code *}, {@code order.created}, {@code
 *     order.*}, {@code *.deleted}
 * @param wire the format, and what its requests are signed with
 * @param description at most 1000 characters; {@code null} when there is none
 * @param filter a condition in CEL, not yet compiled; {@code null} when there is none
 * @param headers headers to send with each delivery, by name and in the order of names, in which
 *     case does not count; never one that Hookstone sets itself
 */
public record DeclaredEndpoint(
    String name,
    URI url,
    List<String> events,
    Wire wire,
    @Nullable String description,
    @Nullable String filter,
    Map<String, String> headers) {

  /**
   * How requests look, and what they are signed with.
   *
   * @param format the name of the wire format, {@code standard}
   * @param signature with which kinds of secrets
   * @param secret {@code whsec_} and 24 to 64 bytes in standard base64 (Standard Webhooks 1.0.0),
   *     or text for formats that sign with that; {@code null} when none is declared
   * @param privateKey {@code whsk_} and an Ed25519 private key in standard base64; {@code null}
   *     when none is declared
   * @param shape how much is sent, and how many events at once
   */
  public record Wire(
      String format,
      DeclaredSignature signature,
      @Nullable String secret,
      @Nullable String privateKey,
      DeclaredShape shape) {

    @Override
    public String toString() {
      return "Wire[format=%s, signature=%s]".formatted(format, signature);
    }
  }

  /** Copies the collections; the values were checked when the settings were read. */
  public DeclaredEndpoint {
    events = List.copyOf(events);
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    headers = Collections.unmodifiableMap(byName);
  }

  @Override
  public String toString() {
    return "DeclaredEndpoint[name=%s, url=%s, events=%s, secret=%s, format=%s, headers=%s]"
        .formatted(
            name,
            Redaction.url(url.toString()),
            events,
            wire.secret() == null && wire.privateKey() == null ? "none" : Redaction.HIDDEN,
            wire.format(),
            headers.keySet());
  }
}
