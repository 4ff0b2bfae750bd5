package io.hookstone.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IP addresses as text, read strictly and without ever asking a name server.
 *
 * <p>{@code InetAddress.getByName} would resolve what is not a literal, and reads {@code 10.1} and
 * {@code 010.0.0.1} as addresses; both have no place in a security setting.
 */
final class AddressLiteral {
  private static final Pattern OCTET = Pattern.compile("0|[1-9]\\d{0,2}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  private AddressLiteral() {}

  /** The 4 or 16 bytes of the address, or empty when {@code text} is not an address literal. */
  static Optional<byte[]> parse(String text) {
    return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
  }

  private static Optional<byte[]> ipv4(String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return Optional.empty();
    }
    byte[] bytes = new byte[4];
    for (int index = 0; index < 4; index++) {
      if (!OCTET.matcher(octets[index]).matches() || Integer.parseInt(octets[index]) > 255) {
        return Optional.empty();
      }
      bytes[index] = (byte) Integer.parseInt(octets[index]);
    }
    return Optional.of(bytes);
  }

  private static Optional<byte[]> ipv6(String text) {
    if (text.indexOf('.') >= 0) {
      int tail = text.lastIndexOf(':') + 1;
      return ipv4(text.substring(tail))
          .flatMap(last -> ipv6(text.substring(0, tail) + hex(last, 0) + ":" + hex(last, 2)));
    }
    int gap = text.indexOf("::");
    byte[] bytes = new byte[16];
    if (gap < 0) {
      String[] groups = text.split(":", -1);
      return groups.length == 8 && fill(groups, bytes, 0) ? Optional.of(bytes) : Optional.empty();
    }
    String[] head = groups(text.substring(0, gap));
    String[] tail = groups(text.substring(gap + 2));
    // A gap stands for at least one group; a second gap leaves an empty group, which fill refuses.
    boolean valid =
        head.length + tail.length <= 7
            && fill(head, bytes, 0)
            && fill(tail, bytes, 16 - 2 * tail.length);
    return valid ? Optional.of(bytes) : Optional.empty();
  }

  private static String[] groups(String text) {
    return text.isEmpty() ? new String[0] : text.split(":", -1);
  }

  private static boolean fill(String[] groups, byte[] bytes, int from) {
    int at = from;
    for (String group : groups) {
      if (!GROUP.matcher(group).matches()) {
        return false;
      }
      int value = Integer.parseInt(group, 16);
      bytes[at++] = (byte) (value >> 8);
      bytes[at++] = (byte) value;
    }
    return true;
  }

  private static String hex(byte[] bytes, int at) {
    return Integer.toHexString(((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff));
  }

  /** Whether 16 bytes are an IPv4 address in IPv6 clothes, {@code ::ffff:0:0/96}. */
  static boolean mapped(byte[] bytes) {
    return bytes.length == 16
        && Arrays.equals(bytes, 0, 12, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1}, 0, 12);
  }

  /** The canonical text (RFC 5952 §4 for IPv6). */
  static String format(byte[] bytes) {
    if (bytes.length == 4) {
      return "%d.%d.%d.%d"
          .formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff);
    }
    int gapFrom = -1;
    int gapLength = 1;
    for (int group = 0; group < 8; group++) {
      int end = group;
      while (end < 8 && bytes[2 * end] == 0 && bytes[2 * end + 1] == 0) {
        end++;
      }
      if (end - group > gapLength) {
        gapFrom = group;
        gapLength = end - group;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < 8; group++) {
      if (group == gapFrom) {
        text.append("::");
        group += gapLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(hex(bytes, 2 * group));
      }
    }
    return text.toString();
  }
}
