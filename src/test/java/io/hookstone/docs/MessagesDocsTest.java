package io.hookstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/messages.md to the codes in the source. */
class MessagesDocsTest {

  private static final Pattern CODE = Pattern.compile("HKS\\d{4}");

  /** A code and the rest of its statement. */
  private static final Pattern MESSAGE = Pattern.compile("(HKS\\d{4})(.*?);\\n", Pattern.DOTALL);

  private static final Pattern COMMENT =
      Pattern.compile("^\\s*(\\*|/\\*|//).*$", Pattern.MULTILINE);
  private static final Pattern ROW = Pattern.compile("^\\| `(HKS\\d{4})` \\|", Pattern.MULTILINE);

  /** Settings make their codes of numbers. */
  private static final Path PROBLEM_CODES =
      Path.of("src/main/java/io/hookstone/settings/ProblemCode.java");

  private static final Pattern NUMBER = Pattern.compile("[A-Z_]+\\((\\d+)\\)[,;]");

  @Test
  void everyCodeHasOneRow_andEveryRowItsCode() throws IOException {
    var rows =
        ROW.matcher(Files.readString(Path.of("docs", "messages.md")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(rows).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(rows)).isEqualTo(codes());
  }

  @Test
  void noCodeHasTwoMessages() throws IOException {
    Map<String, Set<String>> messages = new TreeMap<>();
    for (String source : sources()) {
      MESSAGE
          .matcher(source)
          .results()
          .forEach(
              found ->
                  messages
                      .computeIfAbsent(found.group(1), code -> new TreeSet<>())
                      .add(found.group(2).replaceAll("\\s+", " ")));
    }
    assertThat(messages).allSatisfy((code, texts) -> assertThat(texts).as(code).hasSize(1));
  }

  private static Set<String> codes() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (String source : sources()) {
      CODE.matcher(source).results().forEach(found -> codes.add(found.group()));
    }
    NUMBER
        .matcher(Files.readString(PROBLEM_CODES))
        .results()
        .forEach(found -> codes.add("HKS01%02d".formatted(Integer.parseInt(found.group(1)))));
    return codes;
  }

  /** Returns all main sources without their comments. */
  private static List<String> sources() throws IOException {
    try (var main = Files.walk(Path.of("src/main/java"));
        var enrichers = Files.walk(Path.of("enrichers"))) {
      return Stream.concat(main, enrichers)
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> COMMENT.matcher(Page.of(file).text()).replaceAll(""))
          .toList();
    }
  }
}
