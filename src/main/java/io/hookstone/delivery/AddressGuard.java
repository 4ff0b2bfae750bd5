package io.hookstone.delivery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Keeps requests out of private networks (server-side request forgery). Immutable.
 *
 * <p>A host is resolved and every address judged at every attempt; the connection then goes to a
 * judged address, so that a name cannot answer differently the second time. Sources of the refused
 * ranges: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890).
 */
public final class AddressGuard {

  private static final List<AddressRange> REFUSED =
      AddressRange.all(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "::/8",
          "64:ff9b:1::/48",
          "100::/64",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20",
          "5f00::/16",
          "fc00::/7",
          "fe80::/10",
          "fec0::/10",
          "ff00::/8");

  /**
   * Translated IPv4 addresses (RFC 6052) inherit the verdict of the IPv4 address in their last four
   * bytes.
   */
  private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");

  /** An IPv4 address as URLs have it; anything looser might be looked up after all. */
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

  private final Predicate<InetAddress> allowed;

  /**
   * Makes a guard.
   *
   * @param allowed addresses that are let through although their range is refused
   */
  public AddressGuard(Predicate<InetAddress> allowed) {
    this.allowed = allowed;
  }

  /** A host that must not be connected to. Its message is for the log; endpoint owners see less. */
  static final class AddressRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AddressRefusedException(String message) {
      super(message);
    }
  }

  /** Whether a host is an address, which {@link #resolve} judges without asking a resolver. */
  static boolean literal(String host) {
    return host.startsWith("[") || IPV4.matcher(host).matches();
  }

  /**
   * Resolves a host and judges all of its addresses. May block on the resolver.
   *
   * @return the address to connect to
   * @throws UnknownHostException if the name cannot be resolved
   * @throws AddressRefusedException if any of the addresses is refused
   */
  InetAddress resolve(String host) throws UnknownHostException {
    var addresses = InetAddress.getAllByName(withoutBrackets(host));
    for (InetAddress address : addresses) {
      if (!permits(address)) {
        throw new AddressRefusedException(
            ("HKS0703: A host resolves to an address that is not allowed."
                    + " If it should be, name its network in hookstone.delivery.allowed-networks."
                    + " host=%s address=%s")
                .formatted(host, address.getHostAddress()));
      }
    }
    return addresses[0];
  }

  /** Whether an address may be connected to. */
  boolean permits(InetAddress address) {
    return allowed.test(address) || !refuses(address);
  }

  private static boolean refuses(InetAddress address) {
    if (NAT64.contains(address)) {
      return refuses(embeddedIpv4(address));
    }
    return REFUSED.stream().anyMatch(range -> range.contains(address));
  }

  private static InetAddress embeddedIpv4(InetAddress nat64) {
    try {
      return Inet4Address.getByAddress(Arrays.copyOfRange(nat64.getAddress(), 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are always an IPv4 address.", e);
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
