package io.hookstone.event;

/** The words of a rule, one after the other. Confined to one thread. */
final class RuleTokens {

  enum Kind {
    WORD,
    QUOTED,
    COLON,
    ARROW,
    PIPE,
    STAR,
    /** Something that no rule has. */
    OTHER,
    END
  }

  /**
   * One word.
   *
   * @param position where it begins, from 1
   * @param end the offset behind it
   */
  record Token(Kind kind, String text, int position, int end) {}

  private final String text;
  private Token current;

  RuleTokens(String text) {
    this.text = text;
    this.current = at(0);
  }

  Token peek() {
    return current;
  }

  Token next() {
    var taken = current;
    current = at(taken.end());
    return taken;
  }

  /** Returns all that is left, as it stands. */
  String rest() {
    return text.substring(current.position() - 1).strip();
  }

  InvalidRuleException wrong(String expected) {
    var found = current.kind() == Kind.END ? "the end" : "'" + current.text() + "'";
    return new InvalidRuleException(text, current.position(), found, expected);
  }

  private Token at(int offset) {
    int from = offset;
    while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    if (from == text.length()) {
      return new Token(Kind.END, "", from + 1, from);
    }
    char c = text.charAt(from);
    if (c == '\'' || c == '"') {
      return quoted(from, c);
    }
    if (arrow(from)) {
      return token(Kind.ARROW, from, from + 2);
    }
    int to = from;
    while (to < text.length() && wordCharacter(to)) {
      to++;
    }
    if (to > from) {
      return token(Kind.WORD, from, to);
    }
    return switch (c) {
      case ':' -> token(Kind.COLON, from, from + 1);
      case '|' -> token(Kind.PIPE, from, from + 1);
      case '*' -> token(Kind.STAR, from, from + 1);
      default -> token(Kind.OTHER, from, from + 1);
    };
  }

  private Token token(Kind kind, int from, int to) {
    return new Token(kind, text.substring(from, to), from + 1, to);
  }

  private boolean arrow(int at) {
    return text.startsWith("->", at);
  }

  private boolean wordCharacter(int at) {
    char c = text.charAt(at);
    return Character.isLetterOrDigit(c)
        || "_$.+".indexOf(c) >= 0
        || (c == '-' && !arrow(at))
        || Character.isSurrogate(c);
  }

  /** Quotes within a text of the same quotes are doubled. */
  private Token quoted(int from, char quote) {
    var content = new StringBuilder();
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != quote) {
        content.append(c);
      } else if (at < text.length() && text.charAt(at) == quote) {
        content.append(quote);
        at++;
      } else {
        return new Token(Kind.QUOTED, content.toString(), from + 1, at);
      }
    }
    return token(Kind.OTHER, from, text.length());
  }
}
