package io.hookstone.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What is kept of failures and responses, as text. */
class FailureTextTest {

  @Test
  void saysInPlainWords_whatWentWrong() {
    assertThat(FailureText.of(new UnknownHostException("internal.example")))
        .isEqualTo("The host name cannot be resolved");
    assertThat(FailureText.of(new ConnectException("Connection refused: /10.0.0.1:80")))
        .isEqualTo("The connection was refused");
    assertThat(FailureText.of(new HttpClosedException("Connection was closed")))
        .isEqualTo("The receiver closed the connection before it had answered");
    assertThat(FailureText.of(new SSLHandshakeException("certificate expired")))
        .isEqualTo("The TLS handshake failed: certificate expired");
    assertThat(FailureText.of(new TimeoutException()))
        .isEqualTo("The connection could not be made in time");
    assertThat(FailureText.of(new IllegalStateException("Something else")))
        .isEqualTo("Something else");
    assertThat(FailureText.of(new IllegalStateException())).isEqualTo("IllegalStateException");
  }

  @Test
  void makesErrorsFit_forTheColumnAndForATerminal() {
    var failed =
        Exchange.failed(
            Tasks.NOW, Duration.ZERO, "", "a\u0000b\u001b[31m\u009b" + "x".repeat(2_000));

    assertThat(failed.error())
        .startsWith("a\uFFFDb\uFFFD[31m\uFFFDxxx")
        .hasSize(WebhookDelivery.MAX_ERROR_LENGTH);
    assertThat(failed.delivered()).isFalse();
    assertThat(failed.status()).isNull();
  }

  @Test
  void keepsResponseHeaders_asLines_withoutControlCharacters_upToABound() {
    var headers =
        MultiMap.caseInsensitiveMultiMap().add("x-a", "1").add("x-a", "2\u0000\u0007\u0085ü\t.");
    assertThat(HeaderLines.of(headers)).isEqualTo("x-a: 1\nx-a: 2\uFFFD\uFFFD\uFFFDü\t.\n");

    for (int i = 0; i < 1_000; i++) {
      headers.add("x-" + i, "y".repeat(100));
    }
    assertThat(HeaderLines.of(headers)).hasSize(8_000);
    assertThat(HeaderLines.of(MultiMap.caseInsensitiveMultiMap())).isEmpty();
  }

  @Test
  void keepsBodies_asText_withLineBreaks_whateverTheBytes() {
    assertThat(HeaderLines.bodyText(Buffer.buffer("a\r\n\tb💊\u0000\u007f")))
        .isEqualTo("a\r\n\tb💊\uFFFD\uFFFD");
    assertThat(HeaderLines.bodyText(Buffer.buffer(new byte[] {(byte) 0xC3, 'x'})))
        .isEqualTo("\uFFFDx");
    assertThat(HeaderLines.bodyText(Buffer.buffer())).isNull();
    assertThat(HeaderLines.bodyText(null)).isNull();
  }
}
