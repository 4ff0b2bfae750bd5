package io.hookstone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8",
    "127.0.0.1, 127.0.0.1/32",
    "0.0.0.0/0, 0.0.0.0/0",
    "192.168.4.128/25, 192.168.4.128/25",
    "::1, ::1/128",
    "::, ::/128",
    "::/0, ::/0",
    "FD00:0:0:0:0:0:0:0/8, fd00::/8",
    "2001:db8:0:1:0:0:0:0/64, 2001:db8:0:1::/64",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1/128",
    "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7/128",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0/128",
    "::ffff:10.0.0.0/104, 10.0.0.0/8",
    "::ffff:7f00:1, 127.0.0.1/32",
    "64:ff9b::192.0.2.1, 64:ff9b::c000:201/128",
  })
  void parsesToTheCanonicalNotation(String text, String canonical) {
    assertThat(Cidr.parse(text)).hasToString(canonical).isEqualTo(Cidr.parse(canonical));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "example.com/8",
        "10.1",
        "10.0.0.256",
        "010.0.0.1",
        "0x7f.0.0.1",
        "2130706433",
        "10.0.0.0/",
        "10.0.0.0/08",
        "10.0.0.0/+8",
        "10.0.0.0/33",
        "10.0.0.0/8/8",
        "10.0.0.0.",
        "::1%lo",
        "[::1]",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        ":1",
        "1:",
        "12345::",
        "::ffff:10.0.0",
        "::10.0.0.1:1",
        "::g",
        "::/129",
        "10.0.0.1/8",
        "::ffff:0:0/95",
        "/8",
        "",
      })
  void refusesWhatIsNotStrictlyANetwork(String text) {
    assertThatThrownBy(() -> Cidr.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + text + "' is not a network: expected ");
  }

  @Test
  void namesTheNetwork_whenHostBitsAreSet() {
    assertThatThrownBy(() -> Cidr.parse("192.168.7.9/20"))
        .hasMessageContaining("The network is '192.168.0.0/20'.");
    assertThatThrownBy(() -> Cidr.parse("2001:db8::1/33"))
        .hasMessageContaining("The network is '2001:db8::/33'.");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "172.16.0.0/12, 172.31.255.255, true",
    "172.16.0.0/12, 172.32.0.0, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 10.0.0.1, false",
    "0.0.0.0/0, ::1, false",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "::ffff:10.0.0.0/104, 10.1.2.3, true",
    "::/0, ::ffff:10.1.2.3, false",
  })
  void contains(String network, String address, boolean expected) throws UnknownHostException {
    byte[] bytes = AddressLiteral.parse(address).orElseThrow();
    assertThat(Cidr.parse(network).contains(InetAddress.getByAddress(bytes))).isEqualTo(expected);
    if (bytes.length == 16) {
      // Unlike InetAddress.getByAddress, this keeps a mapped address in its IPv6 clothes.
      assertThat(Cidr.parse(network).contains(Inet6Address.getByAddress("name", bytes, 3)))
          .isEqualTo(expected);
    }
  }

  @Test
  void checksItsComponents() throws UnknownHostException {
    InetAddress base = InetAddress.getByAddress("name", new byte[] {10, 0, 0, 0});
    assertThat(new Cidr(base, 8)).hasToString("10.0.0.0/8").isEqualTo(Cidr.parse("10.0.0.0/8"));
    assertThatThrownBy(() -> new Cidr(base, 33)).hasMessageContaining("expected 0 to 32");
    assertThatThrownBy(() -> new Cidr(base, -1)).hasMessageContaining("expected 0 to 32");
    assertThatThrownBy(() -> new Cidr(base, 4)).hasMessageContaining("expected 0.0.0.0");
    InetAddress mapped =
        Inet6Address.getByAddress("x", AddressLiteral.parse("::ffff:10.0.0.0").orElseThrow(), 1);
    assertThat(new Cidr(mapped, 8)).isEqualTo(Cidr.parse("10.0.0.0/8"));
  }
}
