package io.hookstone.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of an endpoint, with the rules for its URL and its headers. */
class NewEndpointTest {

  private static final String URL = "https://erp.example/hooks";

  private final EndpointUrl urls = new EndpointUrl(false);

  @Test
  void wantsEverything_inTheStandardFormat_unlessToldOtherwise() {
    var endpoint = NewEndpoint.to(URL);

    assertThat(endpoint.subscription().patterns()).containsExactly("*");
    assertThat(endpoint.format()).isEqualTo("standard");
    assertThat(endpoint.name()).isNull();
    assertThat(endpoint.secrets()).isEmpty();
    assertThat(endpoint.headers()).isEmpty();
  }

  @Test
  void copies_insteadOfChanging() {
    var plain = NewEndpoint.to(URL);
    var full =
        plain
            .named("erp")
            .events("order.*")
            .description("The ERP")
            .header("X-A", "1")
            .header("X-B", "2")
            .tenantId("acme")
            .format("other")
            .url("https://erp.example/2");

    assertThat(plain).isEqualTo(NewEndpoint.to(URL));
    assertThat(full.headers()).containsExactly(Map.entry("X-A", "1"), Map.entry("X-B", "2"));
    assertThat(full.tenantId()).isEqualTo("acme");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> full.headers().clear());
  }

  @Test
  void hidesCredentials_inItsText() {
    var endpoint =
        NewEndpoint.to("https://erp.example/hooks?key=open-sesame")
            .secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            .header("Authorization", "Bearer open-sesame");

    assertThat(endpoint)
        .hasToString("NewEndpoint[name=null, url=https://erp.example/***, events=*]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://erp.example/open-sesame",
        "ftp://erp.example/open-sesame",
        "https://erp.example:99999/open-sesame?open-sesame",
        "https://erp.example/hooks#open-sesame",
        "https://joe:open-sesame@erp.example/",
        "https://joe:a/open-sesame@erp.example/",
        "https://joe:open-sesame\\@erp.example/",
        "https://erp.example/ open-sesame",
        "//joe:open-sesame@erp.example/",
        "open-sesame",
      })
  void hidesWhatMayBeACredential_whenItRefusesAUrl(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> urls.check(url))
        .withMessageNotContaining("open-sesame");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://erp.example",
        "https://erp.example:8443/a/b?c=d%20e",
        "HTTPS://ERP.EXAMPLE/",
        "https://[2606:4700:4700::1111]/",
        "https://127.0.0.1/",
        "https://xn--bcher-kva.example/",
      })
  void acceptsAUrl(String url) {
    assertThat(urls.check(url)).hasToString(url);
  }

  @ParameterizedTest
  @CsvSource({
    "HKS0502, nonsense",
    "HKS0502, /hooks",
    "HKS0502, https:///hooks",
    "HKS0502, ftp://erp.example/",
    "HKS0502, file:///etc/passwd",
    "HKS0502, mailto:a@erp.example",
    "HKS0502, https://erp.example/a b",
    "HKS0502, https://127.1/",
    "HKS0504, http://erp.example/",
    "HKS0505, https://user:password@erp.example/",
    "HKS0505, https://user@erp.example/",
    "HKS0506, https://erp.example/#part",
    "HKS0507, https://erp.example:0/",
    "HKS0507, https://erp.example:65536/",
  })
  void refusesAUrl_withACodeAndTheRule(String code, String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> urls.check(url))
        .withMessageMatching(code + ": 'url' is '.*': expected .*\\.");
  }

  @Test
  void refusesAUrl_thatIsTooLong() {
    var longest = URL + "/" + "x".repeat(EndpointUrl.MAX_LENGTH - URL.length() - 1);
    assertThat(urls.check(longest)).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> urls.check(longest + "x"))
        .withMessageStartingWith("HKS0503");
  }

  @Test
  void acceptsPlainHttp_whereItIsAllowed() {
    assertThat(new EndpointUrl(true).check("http://localhost:8080/")).hasPort(8080);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:open@sesame@erp.example/",
        "https://user:open-sesame@erp.example/",
        "ftp://user:open-sesame@erp.example/",
        "http://erp.example/?open=sesame",
        "http://erp.example/?a=1\nopen-sesame",
      })
  void repeatsNoCredential_inAMessage(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> urls.check(url))
        .satisfies(e -> assertThat(e.getMessage()).contains("erp.example"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sesame"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "X Api", "X-Äpi", "X:Api", "X-Api\n", "(X)"})
  void refusesAHeaderName_thatIsNoToken(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewEndpoint.to(URL).header(name, "1"))
        .withMessageStartingWith("HKS0508: 'headers' has the name '" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type",
        "CONTENT-LENGTH",
        "host",
        "Transfer-Encoding",
        "Connection",
        "webhook-id",
        "Webhook-Anything"
      })
  void refusesAHeader_thatBelongsToTheDelivery(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewEndpoint.to(URL).header(name, "1"))
        .withMessageStartingWith("HKS0509: 'headers' has the name '" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"open\r\nX-Evil: sesame", "\u0000", "\u007f", "a\tb", "\u0085"})
  void refusesAHeaderValue_withControlCharacters_withoutRepeatingIt(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewEndpoint.to(URL).header("X-Api-Key", value))
        .withMessage(
            "HKS0510: 'headers' has a value with control characters under 'X-Api-Key': expected"
                + " printable text.");
  }
}
