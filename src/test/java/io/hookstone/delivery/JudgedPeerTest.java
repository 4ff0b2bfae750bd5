package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

final class JudgedPeerTest {

  @Test
  void connectsToTheJudgedAddress_notToItsName_whichMayAnswerDifferentlyTheSecondTime()
      throws UnknownHostException {
    var judged = InetAddress.getByAddress("rebinding.example", new byte[] {127, 0, 0, 1});

    var peer = WebClientSender.peer(judged, 8080);

    assertThat(peer.host()).isEqualTo("127.0.0.1");
    assertThat(peer.hostName()).isNull();
    assertThat(peer.port()).isEqualTo(8080);
  }

  @Test
  void connectsToAnIpv6Address_inBrackets() throws UnknownHostException {
    var peer = WebClientSender.peer(InetAddress.getAllByName("::1")[0], 443);

    assertThat(peer.host()).isEqualTo("[0:0:0:0:0:0:0:1]");
    assertThat(peer.hostName()).isNull();
  }
}
