package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookstone.delivery.AddressGuard.AddressRefusedException;
import io.hookstone.settings.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the ranges of the IANA special-purpose registries, at their edges. */
class AddressGuardTest {

  private final AddressGuard guard = new AddressGuard(address -> false);

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.255.255.255",
    "10.0.0.0, 10.255.255.255",
    "100.64.0.0, 100.127.255.255",
    "127.0.0.0, 127.255.255.255",
    "169.254.0.0, 169.254.255.255",
    "172.16.0.0, 172.31.255.255",
    "192.0.0.0, 192.0.0.255",
    "192.0.2.0, 192.0.2.255",
    "192.88.99.0, 192.88.99.255",
    "192.168.0.0, 192.168.255.255",
    "198.18.0.0, 198.19.255.255",
    "198.51.100.0, 198.51.100.255",
    "203.0.113.0, 203.0.113.255",
    "224.0.0.0, 239.255.255.255",
    "240.0.0.0, 255.255.255.255",
    "::, 64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff",
    "::1, ::7f00:1",
    "64:ff9b::1:0:0, 64:ff9b:0:ffff:ffff:ffff:ffff:ffff",
    "64:ff9b:1::, 64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
    "64:ff9b:2::, ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "100::, 100::ffff:ffff:ffff:ffff",
    "2001::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
    "2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
    "5f00::, 5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "fc00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "fec0::, feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "ff00::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "::ffff:127.0.0.1, ::ffff:10.0.0.1",
    "64:ff9b::127.0.0.1, 64:ff9b::169.254.169.254",
    "64:ff9b::0.0.0.0, 64:ff9b::255.255.255.255",
  })
  void refuses_theFirstAndTheLastAddressOfARange(String first, String last) throws Exception {
    assertThat(guard.permits(address(first))).as(first).isFalse();
    assertThat(guard.permits(address(last))).as(last).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.1.255",
        "192.0.3.0",
        "192.88.98.255",
        "192.88.100.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "198.51.101.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "64:ff9b::8.8.8.8",
        "64:ff9b::1.0.0.0",
        "::ffff:8.8.8.8",
        "100:0:0:1::",
        "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:200::",
        "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db9::",
        "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2003::",
        "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "3fff:1000::",
        "5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "5f01::",
        "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "fe00::",
        "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2606:4700:4700::1111",
      })
  void permits_theNeighboursOfARange(String neighbour) throws Exception {
    assertThat(guard.permits(address(neighbour))).isTrue();
  }

  /** Whatever the platform makes of a spelling, no connection to the loopback comes of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:0:0:1]",
        "[64:ff9b::7f00:1]",
        "localhost",
      })
  void resolvesNoSpelling_toTheLoopback(String host) {
    try {
      var resolved = guard.resolve(host);
      assertThat(resolved.isLoopbackAddress()).as("%s is %s", host, resolved).isFalse();
      assertThat(guard.permits(resolved)).isTrue();
    } catch (AddressRefusedException | UnknownHostException refused) {
      assertThat(refused).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"})
  void refuses_withTheDetailForTheLog(String host) {
    assertThatExceptionOfType(AddressRefusedException.class)
        .isThrownBy(() -> guard.resolve(host))
        .withMessageStartingWith("HKS0703: A host resolves to an address that is not allowed.")
        .withMessageContaining("host=" + host);
  }

  @Test
  void resolvesAPublicLiteral_toItself() throws Exception {
    assertThat(guard.resolve("8.8.8.8")).isEqualTo(address("8.8.8.8"));
    assertThat(guard.resolve("[2606:4700:4700::1111]")).isEqualTo(address("2606:4700:4700::1111"));
  }

  @Test
  void letsAllowedNetworksThrough_andNothingElse() throws Exception {
    var allowed =
        Arrays.asList(Cidr.parse("127.0.0.0/8"), Cidr.parse("10.1.0.0/16"), Cidr.parse("fd00::/8"));
    var development =
        new AddressGuard(address -> allowed.stream().anyMatch(cidr -> cidr.contains(address)));

    assertThat(development.resolve("127.0.0.1")).isEqualTo(address("127.0.0.1"));
    assertThat(development.permits(address("10.1.255.255"))).isTrue();
    assertThat(development.permits(address("fdff::1"))).isTrue();
    assertThat(development.permits(address("::ffff:127.0.0.1"))).isTrue();
    assertThat(development.permits(address("10.2.0.0"))).isFalse();
    assertThat(development.permits(address("fc00::1"))).isFalse();
    assertThat(development.permits(address("::1"))).isFalse();
    assertThat(development.permits(address("169.254.169.254"))).isFalse();
  }

  @Test
  void aRangeKnowsItsEdges_alsoWithinAByte() throws Exception {
    var range = AddressRange.of("172.16.0.0/12");
    assertThat(range.contains(address("172.16.0.0"))).isTrue();
    assertThat(range.contains(address("172.31.255.255"))).isTrue();
    assertThat(range.contains(address("172.32.0.0"))).isFalse();
    assertThat(range.contains(address("172.15.255.255"))).isFalse();
    var mapped =
        InetAddress.getByAddress(HexFormat.of().parseHex("20010db8ac100000ac100000ac100000"));
    assertThat(range.contains(mapped)).as("another family").isFalse();
    assertThat(AddressRange.of("8.8.8.8/32").contains(address("8.8.8.8"))).isTrue();
    assertThat(AddressRange.of("8.8.8.8/32").contains(address("8.8.8.9"))).isFalse();
    assertThat(AddressRange.of("0.0.0.0/0").contains(address("8.8.8.9"))).isTrue();
  }
}
