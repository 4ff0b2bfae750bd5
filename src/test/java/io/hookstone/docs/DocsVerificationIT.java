package io.hookstone.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hookstone.docs.Page.Block;
import io.hookstone.endpoint.NewEndpoint;
import io.hookstone.testkit.Receiver;
import io.hookstone.testkit.Receiver.Received;
import io.hookstone.testkit.Shop;
import io.hookstone.testkit.TestApplication;
import io.hookstone.testkit.TestDatabase;
import io.hookstone.testkit.Tool;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs what docs/verifying.md shows against real deliveries: as they came, and with one byte
 * changed.
 */
class DocsVerificationIT {

  /** Where the build puts the verifiers of others for Node; see CONTRIBUTING. */
  private static final Path NPM = Path.of("target", "npm").toAbsolutePath();

  private static final String TEXT_SECRET = "0123456789abcdef-open-sesame";

  private static @Nullable Received standard;
  private static @Nullable Received cloudEvents;
  private static @Nullable Received openBoxes;
  private static @Nullable Received openFront;

  @TempDir private Path folder;

  @BeforeAll
  static void deliver() {
    standard = delivered("standard", Receiver.SECRET);
    cloudEvents = delivered("cloudevents", Receiver.SECRET);
    openBoxes = delivered("openboxes", TEXT_SECRET);
    openFront = delivered("openfront", TEXT_SECRET);
  }

  private static Received delivered(String format, String secret) {
    try (var receiver = Receiver.start();
        var app =
            TestApplication.on(TestDatabase.h2())
                .entities(Shop.entities())
                .with("hookstone.batch.window", "10ms")
                .start()) {
      app.hookstone()
          .endpoints()
          .register(NewEndpoint.to(receiver.url()).format(format).secret(secret));
      Shop.order(app, "ünïcödé 💊 \"quoted\" $HOME `x` \\");
      return receiver.await(1).get(0);
    }
  }

  @AfterAll
  static void forget() {
    standard = null;
    cloudEvents = null;
    openBoxes = null;
    openFront = null;
  }

  /** The first block of a language is for Standard Webhooks, the second for {@code sha256=}. */
  private static String program(String language, boolean text) {
    var blocks =
        Page.of(Path.of("docs", "verifying.md")).blocks().stream()
            .filter(block -> block.language().equals(language))
            .map(Block::code)
            .toList();
    assertThat(blocks).hasSize(2);
    return blocks.get(text ? 1 : 0);
  }

  private static Map<String, String> values(Received webhook, boolean text) {
    var headers = webhook.headers();
    return text
        ? Map.of(
            "secret",
            TEXT_SECRET,
            "signature",
            headers.getOrDefault(
                "x-webhook-signature", headers.getOrDefault("x-openfront-webhook-signature", "")))
        : Map.of(
            "secret", Receiver.SECRET,
            "id", headers.getOrDefault("webhook-id", ""),
            "timestamp", headers.getOrDefault("webhook-timestamp", ""),
            "signatures", headers.getOrDefault("webhook-signature", ""));
  }

  /** Whether a program accepts a delivery; it must end with a status of 0 or 1. */
  private boolean accepts(List<String> command, Map<String, String> values, String body)
      throws IOException {
    Files.writeString(folder.resolve("body.json"), body);
    var result = Tool.run(folder, values, command);
    assertThat(result.status()).as(result.output()).isIn(0, 1);
    assertThat(result.output()).doesNotContain("Error", "Traceback", "Exception");
    return result.status() == 0;
  }

  private void judges(List<String> command, boolean text) throws IOException {
    var webhooks = text ? List.of(openBoxes(), openFront()) : List.of(standard(), cloudEvents());
    for (Received webhook : webhooks) {
      var values = values(webhook, text);
      assertThat(accepts(command, values, webhook.body())).as("genuine").isTrue();
      assertThat(accepts(command, values, webhook.body().replace("quoted", "forged")))
          .as("forged")
          .isFalse();
    }
  }

  private static Received standard() {
    return Objects.requireNonNull(standard);
  }

  private static Received cloudEvents() {
    return Objects.requireNonNull(cloudEvents);
  }

  private static Received openBoxes() {
    return Objects.requireNonNull(openBoxes);
  }

  private static Received openFront() {
    return Objects.requireNonNull(openFront);
  }

  private static void needs(String... command) {
    assumeTrue(Tool.present(command), () -> command[0] + " is not installed on this machine");
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void openssl(boolean text) throws IOException {
    needs("openssl", "version");
    Files.writeString(folder.resolve("verify.sh"), program("sh", text));
    judges(List.of("bash", "verify.sh"), text);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void node(boolean text) throws IOException {
    needs("node", "--version");
    var arguments = text ? "e.secret, e.signature" : "e.secret, e.id, e.timestamp, e.signatures";
    Files.writeString(
        folder.resolve("verify.cjs"),
        program("js", text)
            + "const e = process.env;\n"
            + "process.exit(verify("
            + arguments
            + ", require('node:fs').readFileSync('body.json')) ? 0 : 1);\n");
    judges(List.of("node", "verify.cjs"), text);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void python(boolean text) throws IOException {
    needs("python3", "--version");
    var arguments =
        text
            ? "e['secret'], e['signature']"
            : "e['secret'], e['id'], e['timestamp'], e['signatures']";
    Files.writeString(
        folder.resolve("verify.py"),
        program("python", text)
            + "\nimport os, sys\ne = os.environ\n"
            + "sys.exit(0 if verify("
            + arguments
            + ", open('body.json', 'rb').read()) else 1)\n");
    judges(List.of("python3", "verify.py"), text);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void php(boolean text) throws IOException {
    needs("php", "--version");
    var arguments =
        names(text).stream().map("getenv('%s')"::formatted).collect(Collectors.joining(", "));
    Files.writeString(
        folder.resolve("verify.php"),
        program("php", text)
            + "exit(verify("
            + arguments
            + ", file_get_contents('body.json')) ? 0 : 1);\n");
    judges(List.of("php", "verify.php"), text);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void ruby(boolean text) throws IOException {
    needs("ruby", "--version");
    var arguments =
        names(text).stream().map("ENV['%s']"::formatted).collect(Collectors.joining(", "));
    Files.writeString(
        folder.resolve("verify.rb"),
        program("ruby", text)
            + "exit(verify("
            + arguments
            + ", File.binread('body.json')) ? 0 : 1)\n");
    judges(List.of("ruby", "verify.rb"), text);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void go(boolean text) throws IOException {
    needs("go", "version");
    var arguments =
        names(text).stream().map("os.Getenv(\"%s\")"::formatted).collect(Collectors.joining(", "));
    Files.writeString(folder.resolve("verify.go"), program("go", text));
    Files.writeString(
        folder.resolve("main.go"),
        "package main\nimport \"os\"\nfunc main() {\n"
            + "body, _ := os.ReadFile(\"body.json\")\nif !verify("
            + arguments
            + ", body) { os.Exit(1) }\n}\n");
    judges(List.of("go", "run", "verify.go", "main.go"), text);
  }

  private static List<String> names(boolean text) {
    return text
        ? List.of("secret", "signature")
        : List.of("secret", "id", "timestamp", "signatures");
  }

  @Test
  void java() throws Exception {
    var sources =
        Page.of(Path.of("docs", "verifying.md")).blocks().stream()
            .filter(block -> block.language().equals("java"))
            .map(Block::code)
            .toList();
    var files = List.of("HookstoneVerification", "StandardVerification", "TextVerification");
    assertThat(sources).hasSameSizeAs(files);
    for (int i = 0; i < files.size(); i++) {
      Files.writeString(folder.resolve(files.get(i) + ".java"), sources.get(i));
    }
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    var arguments =
        new java.util.ArrayList<>(
            List.of("-proc:none", "-cp", System.getProperty("java.class.path")));
    files.forEach(file -> arguments.add(folder.resolve(file + ".java").toString()));
    assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      for (Received webhook : List.of(standard(), cloudEvents())) {
        judgesStandard(loader, webhook);
      }
      var text =
          loader
              .loadClass("TextVerification")
              .getMethod("verify", String.class, String.class, byte[].class);
      for (Received webhook : List.of(openBoxes(), openFront())) {
        var signature = values(webhook, true).get("signature");
        assertThat(text.invoke(null, TEXT_SECRET, signature, bytes(webhook))).isEqualTo(true);
        assertThat(text.invoke(null, TEXT_SECRET, signature, forged(webhook))).isEqualTo(false);
      }
    }
  }

  private static void judgesStandard(ClassLoader loader, Received webhook) throws Exception {
    var ours =
        loader
            .loadClass("HookstoneVerification")
            .getMethod("verify", String.class, Map.class, byte[].class);
    var headers =
        webhook.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    assertThat(ours.invoke(null, Receiver.SECRET, headers, bytes(webhook))).isEqualTo(true);
    assertThat(ours.invoke(null, Receiver.SECRET, headers, forged(webhook))).isEqualTo(false);
    var byHand =
        loader
            .loadClass("StandardVerification")
            .getMethod(
                "verify", String.class, String.class, String.class, String.class, byte[].class);
    var values = values(webhook, false);
    var given =
        new Object[] {
          Receiver.SECRET,
          values.get("id"),
          values.get("timestamp"),
          values.get("signatures"),
          bytes(webhook)
        };
    assertThat(byHand.invoke(null, given)).isEqualTo(true);
    given[4] = forged(webhook);
    assertThat(byHand.invoke(null, given)).isEqualTo(false);
  }

  private static byte[] bytes(Received webhook) {
    return webhook.body().getBytes(UTF_8);
  }

  private static byte[] forged(Received webhook) {
    return webhook.body().replace("quoted", "forged").getBytes(UTF_8);
  }

  /** The verifiers of others for Node, as their own pages use them. */
  @ParameterizedTest
  @CsvSource({"standardwebhooks", "svix"})
  void npm(String library) throws IOException {
    needs("node", "--version");
    assumeTrue(
        Files.isDirectory(NPM.resolve("node_modules").resolve(library)),
        () -> library + " is not in target/npm: .ci/run puts it there where npm can be reached");
    var script = NPM.resolve("verify-" + library + ".mjs");
    Files.writeString(
        script,
        """
        import { Webhook } from '%s';
        import { readFileSync } from 'node:fs';
        const e = process.env;
        try {
          new Webhook(e.secret).verify(readFileSync('body.json').toString(), {
            'webhook-id': e.id, 'webhook-timestamp': e.timestamp, 'webhook-signature': e.signatures,
          });
        } catch (refused) {
          process.exit(1);
        }
        """
            .formatted(library));
    judges(List.of("node", script.toString()), false);
  }
}
