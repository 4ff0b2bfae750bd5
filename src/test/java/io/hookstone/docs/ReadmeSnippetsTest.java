package io.hookstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.hookstone.docs.Page.Block;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the documentation shows works: Java compiles, XML and JSON can be read, the signature of the
 * example is right.
 *
 * <p>A Java block without a class is the body of a method whose parameters stand in a comment
 * before it: {@code <!-- snippet: Hookstone hookstone -->}.
 */
class ReadmeSnippetsTest {

  private static final Pattern CLASS = Pattern.compile("public class (\\w+)");
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");

  private static final String FRAGMENT =
      """
      import io.hookstone.*;
      import io.hookstone.delivery.*;
      import io.hookstone.endpoint.*;
      import io.hookstone.event.*;
      import java.time.*;
      import java.util.*;
      class Snippet {
        void run(%s) throws Exception {
      %s
        }
      }
      """;

  @TempDir private Path output;

  static List<Block> java() {
    return Page.blocks("java");
  }

  static List<Block> xml() {
    return Page.blocks("xml");
  }

  static List<Block> json() {
    return Page.blocks("json");
  }

  @ParameterizedTest
  @MethodSource
  void java(Block block) throws IOException {
    var found = CLASS.matcher(block.code());
    boolean whole = found.find();
    var source =
        whole
            ? source(packageOf(block.code()) + found.group(1), block.code())
            : source("Snippet", FRAGMENT.formatted(block.parameters(), block.code()));
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      var options =
          List.of(
              "-proc:none",
              "--release",
              "17",
              "-d",
              output.toString(),
              "-cp",
              System.getProperty("java.class.path"));
      boolean compiled =
          compiler.getTask(null, files, diagnostics, options, null, List.of(source)).call();
      assertThat(compiled).as("%s%n%s", block, diagnostics.getDiagnostics()).isTrue();
    }
  }

  private static String packageOf(String code) {
    var found = PACKAGE.matcher(code);
    return found.find() ? found.group(1).replace('.', '/') + "/" : "";
  }

  private static JavaFileObject source(String name, String code) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
      }
    };
  }

  @ParameterizedTest
  @MethodSource
  void xml(Block block) throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    assertThat(builder.parse(new InputSource(new StringReader(block.code())))).isNotNull();
  }

  /** A block that is no object is the inside of one. */
  @ParameterizedTest
  @MethodSource
  void json(Block block) {
    var text = block.code().strip();
    var object = text.startsWith("{") ? text : "{" + text + "}";
    assertThat(JsonMapper.builder().build().readTree(object).isObject()).isTrue();
  }

  @Test
  void theSignatureOfTheExampleIsRight() throws Exception {
    var readme = Page.of(Path.of("README.md")).text();
    var body = first("^(\\{\"type\":\"product.created\".*\\})$", readme);
    var signature =
        new Webhook(first("name=\"hookstone.endpoint.demo.secret\" value=\"([^\"]+)\"", readme))
            .sign(
                first("^webhook-id: (.*)$", readme),
                Long.parseLong(first("^webhook-timestamp: (.*)$", readme)),
                body);
    assertThat(first("^webhook-signature: (.*)$", readme)).isEqualTo(signature);
    assertThat(readme).contains("body='" + body + "'");
  }

  private static String first(String pattern, String text) {
    var found = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }
}
