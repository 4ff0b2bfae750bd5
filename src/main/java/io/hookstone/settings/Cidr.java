package io.hookstone.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network: every address that begins with the first {@code prefix} bits of {@code base}.
 *
 * <p>Immutable. An IPv4-mapped IPv6 address ({@code ::ffff:10.0.0.1}) is the IPv4 address that it
 * maps, in the base as well as in {@link #contains}; otherwise IPv4 and IPv6 never mix.
 *
 * @param base the first address of the network, without a host name
 * @param prefix how many leading bits count, 0 to 32 for IPv4 and 0 to 128 for IPv6
 */
public record Cidr(InetAddress base, int prefix) {
  private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,2}");
  private static final String RULE =
      "expected an IPv4 or IPv6 network such as 10.0.0.0/8 or fd00::/8, or a single address";

  /**
   * Checks the network.
   *
   * @throws IllegalArgumentException if {@code prefix} is out of range, or if {@code base} has bits
   *     set beyond it
   */
  public Cidr {
    Objects.requireNonNull(base, "base");
    byte[] bytes = plain(base.getAddress());
    base = address(bytes);
    if (prefix < 0 || prefix > 8 * bytes.length) {
      throw new IllegalArgumentException(
          "The prefix is " + prefix + ": expected 0 to " + 8 * bytes.length + ".");
    }
    if (!samePrefix(bytes, masked(bytes, prefix), 8 * bytes.length)) {
      throw new IllegalArgumentException(
          "The base %s has bits set beyond the prefix %d: expected %s."
              .formatted(
                  AddressLiteral.format(bytes),
                  prefix,
                  AddressLiteral.format(masked(bytes, prefix))));
    }
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or a bare address, which is a network of one
   * ({@code /32} or {@code /128}). Never asks a name server.
   *
   * @throws IllegalArgumentException if {@code text} is not a network in strict notation (four
   *     decimal octets without leading zeros; IPv6 without a zone), or has host bits set
   */
  public static Cidr parse(String text) {
    Parsed<Cidr> parsed = read(text);
    if (parsed instanceof Parsed.Accepted<Cidr> accepted) {
      return accepted.value();
    }
    Parsed.Rejection rejection = ((Parsed.Rejected<Cidr>) parsed).rejections().get(0);
    throw new IllegalArgumentException(
        "'%s' is not a network: %s. %s"
            .formatted(text, rejection.rule(), rejection.remedy())
            .strip());
  }

  static Parsed<Cidr> read(String text) {
    int slash = text.indexOf('/');
    Optional<byte[]> literal = AddressLiteral.parse(slash < 0 ? text : text.substring(0, slash));
    if (literal.isEmpty()) {
      return Parsed.rejected(
          ProblemCode.BAD_NETWORK, text, RULE, "Host names are not resolved here.");
    }
    byte[] bytes = literal.get();
    int bits = 8 * bytes.length;
    String length = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
    if (!NUMBER.matcher(length).matches() || Integer.parseInt(length) > bits) {
      return Parsed.rejected(
          ProblemCode.BAD_NETWORK, text, "expected a prefix length from 0 to " + bits);
    }
    int prefix = Integer.parseInt(length);
    byte[] network = masked(bytes, prefix);
    if (!samePrefix(bytes, network, bits)) {
      return Parsed.rejected(
          ProblemCode.BAD_NETWORK,
          text,
          "expected no bits beyond the prefix",
          "The network is '%s/%d'.".formatted(AddressLiteral.format(network), prefix));
    }
    // Mapped and without host bits, so the prefix covers all of ::ffff:0:0/96.
    return Parsed.accepted(
        AddressLiteral.mapped(bytes)
            ? new Cidr(address(bytes), prefix - 96)
            : new Cidr(address(bytes), prefix));
  }

  /** Whether {@code address} belongs to the network; an IPv6 zone is ignored. */
  public boolean contains(InetAddress address) {
    byte[] bytes = plain(address.getAddress());
    byte[] network = base.getAddress();
    return bytes.length == network.length && samePrefix(bytes, network, prefix);
  }

  /** The canonical notation, {@code 10.0.0.0/8}, which {@link #parse} reads back. */
  @Override
  public String toString() {
    return AddressLiteral.format(base.getAddress()) + "/" + prefix;
  }

  private static byte[] plain(byte[] bytes) {
    return AddressLiteral.mapped(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
  }

  private static byte[] masked(byte[] bytes, int prefix) {
    byte[] masked = new byte[bytes.length];
    for (int bit = 0; bit < prefix; bit++) {
      masked[bit / 8] |= (byte) (bytes[bit / 8] & (0x80 >> (bit % 8)));
    }
    return masked;
  }

  private static boolean samePrefix(byte[] one, byte[] other, int bits) {
    for (int index = 0; index < bits / 8; index++) {
      if (one[index] != other[index]) {
        return false;
      }
    }
    int rest = bits % 8;
    return rest == 0 || ((one[bits / 8] ^ other[bits / 8]) & 0xff) >> (8 - rest) == 0;
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalStateException(wrongLength);
    }
  }
}
