package io.hookstone.format;

/**
 * One request header. Immutable.
 *
 * @param name a token (RFC 9110, section 5.6.2), spelled as the format's documentation spells it
 * @param value without control characters
 */
public record Header(String name, String value) {}
