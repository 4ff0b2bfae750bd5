package io.hookstone.enrichers.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a graph: attributes as in Hibernate's entity graphs, each with a name of its
 * own before a colon if need be. Not thread-safe.
 *
 * <pre>
 * list      := attribute (',' attribute)*
 * attribute := (name ':')? path ('(' list ')')?
 * </pre>
 */
final class GraphText {

  /** Deeper graphs are a mistake, and would need a deep stack. */
  static final int DEEPEST = 16;

  /**
   * One attribute.
   *
   * @param name what it is called in events, or null for its own name
   * @param path its Java name, with dots within embeddables
   * @param children what is selected of it; null without parentheses
   */
  record Field(@Nullable String name, String path, @Nullable List<Field> children) {}

  private final String text;
  private int position;

  private GraphText(String text) {
    this.text = text;
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if it is malformed, with the position
   */
  static List<Field> parse(String text) {
    var graph = new GraphText(text);
    var fields = graph.list(1);
    graph.skipSpace();
    if (graph.position < text.length()) {
      throw graph.malformed("a comma or the end");
    }
    return fields;
  }

  private List<Field> list(int depth) {
    if (depth > DEEPEST) {
      throw malformed("at most " + DEEPEST + " levels of parentheses");
    }
    var fields = new ArrayList<Field>();
    do {
      fields.add(field(depth));
    } while (accept(','));
    return fields;
  }

  private Field field(int depth) {
    var first = word("the name of an attribute");
    var name = accept(':') ? first : null;
    var path = name == null ? first : word("the name of an attribute");
    List<Field> children = null;
    if (accept('(')) {
      children = list(depth + 1);
      if (!accept(')')) {
        throw malformed("a comma or a closing parenthesis");
      }
    }
    return new Field(name, path, children);
  }

  private String word(String expected) {
    skipSpace();
    int from = position;
    while (position < text.length() && inWord(text.charAt(position))) {
      position++;
    }
    if (from == position) {
      throw malformed(expected);
    }
    return text.substring(from, position);
  }

  private static boolean inWord(char c) {
    return Character.isJavaIdentifierPart(c) || c == '.' || c == '-';
  }

  private boolean accept(char c) {
    skipSpace();
    if (position < text.length() && text.charAt(position) == c) {
      position++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private IllegalArgumentException malformed(String expected) {
    return new IllegalArgumentException(
        "HKS1015: The graph '%s' is malformed at character %d: expected %s."
            .formatted(text, position + 1, expected));
  }
}
