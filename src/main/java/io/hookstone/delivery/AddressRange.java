package io.hookstone.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * A range of IPv4 or IPv6 addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3). Immutable.
 */
final class AddressRange {

  private final byte[] network;
  private final int prefixLength;

  private AddressRange(byte[] network, int prefixLength) {
    this.network = network;
    this.prefixLength = prefixLength;
  }

  static AddressRange of(String cidr) {
    int slash = cidr.indexOf('/');
    try {
      return new AddressRange(
          InetAddress.getByName(cidr.substring(0, slash)).getAddress(),
          Integer.parseInt(cidr.substring(slash + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'%s' is no range of addresses.".formatted(cidr), e);
    }
  }

  static List<AddressRange> all(String... cidrs) {
    return Arrays.stream(cidrs).map(AddressRange::of).toList();
  }

  boolean contains(InetAddress address) {
    var bytes = address.getAddress();
    if (bytes.length != network.length) {
      return false;
    }
    int wholeBytes = prefixLength / 8;
    if (!Arrays.equals(bytes, 0, wholeBytes, network, 0, wholeBytes)) {
      return false;
    }
    int restBits = prefixLength % 8;
    int mask = 0xFF << (8 - restBits);
    return restBits == 0 || (bytes[wholeBytes] & mask) == (network[wholeBytes] & mask);
  }
}
