package io.hookstone.event;

import io.hookstone.change.Operation;
import io.hookstone.event.ParsedRule.Happening;
import io.hookstone.event.ParsedRule.Transition;
import io.hookstone.event.ParsedRule.Trigger;
import io.hookstone.event.RuleTokens.Kind;
import io.hookstone.event.RuleTokens.Token;
import io.hookstone.event.RuleValues.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules. Confined to one thread.
 *
 * <pre>
 * rule       = entity ":" trigger { "or" trigger } [ "when" condition ] [ "instead" ]
 * trigger    = "create" | "update" | "delete" | transition
 * transition = property [ ":" values ] "-&gt;" values
 * values     = "*" | value { "|" value }
 * </pre>
 */
final class RuleParser {

  private static final Map<String, Operation> OPERATIONS =
      Map.of("create", Operation.CREATE, "update", Operation.UPDATE, "delete", Operation.DELETE);

  /** Must be quoted where they are values. */
  private static final Set<String> KEYWORDS = Set.of("or", "when", "instead");

  private static final Pattern INSTEAD_AT_END = Pattern.compile("(?s)(.*\\S)\\s+instead\\s*");

  private final RuleTokens tokens;

  private RuleParser(String text) {
    this.tokens = new RuleTokens(text);
  }

  /**
   * Reads a rule.
   *
   * @throws InvalidRuleException if it is malformed
   */
  static ParsedRule parse(RuleText rule) {
    return new RuleParser(rule.text()).rule(rule.entity());
  }

  private ParsedRule rule(@Nullable String given) {
    int position = tokens.peek().position();
    String entity = given;
    if (entity == null) {
      entity = expect(Kind.WORD, "the name of an entity").text();
      expect(Kind.COLON, "':' after the entity");
    }
    var triggers = new ArrayList<Trigger>();
    do {
      triggers.add(trigger());
    } while (accept("or"));
    String condition = null;
    boolean instead = false;
    if (accept("when")) {
      condition = tokens.rest();
      var ending = INSTEAD_AT_END.matcher(condition);
      if (ending.matches()) {
        condition = ending.group(1);
        instead = true;
      }
      if (condition.isBlank() || condition.equals("instead")) {
        throw tokens.wrong("a condition after 'when'");
      }
    } else {
      instead = accept("instead");
    }
    if (condition == null && tokens.peek().kind() != Kind.END) {
      throw tokens.wrong("'or', 'when', 'instead' or the end");
    }
    return new ParsedRule(entity, position, triggers, condition, instead);
  }

  private Trigger trigger() {
    var first = expect(Kind.WORD, "create, update, delete or a property");
    var next = tokens.peek().kind();
    if (next == Kind.COLON) {
      tokens.next();
      var from = values();
      expect(Kind.ARROW, "'->' after the values before the change");
      return new Transition(first.text(), first.position(), from, values());
    }
    if (next == Kind.ARROW) {
      tokens.next();
      return new Transition(first.text(), first.position(), RuleValues.ANY, values());
    }
    var operation = OPERATIONS.get(first.text());
    if (operation == null) {
      throw tokens.wrong("'->' and a value after the property '" + first.text() + "'");
    }
    return new Happening(operation);
  }

  private RuleValues values() {
    if (tokens.peek().kind() == Kind.STAR) {
      tokens.next();
      return RuleValues.ANY;
    }
    List<Literal> literals = new ArrayList<>();
    do {
      literals.add(literal());
    } while (acceptPipe());
    return new RuleValues(literals);
  }

  private Literal literal() {
    Token token = tokens.peek();
    boolean quoted = token.kind() == Kind.QUOTED;
    if (!quoted && (token.kind() != Kind.WORD || KEYWORDS.contains(token.text()))) {
      throw tokens.wrong("a value, a text in quotes or '*'");
    }
    tokens.next();
    return new Literal(token.text(), quoted, token.position());
  }

  private boolean acceptPipe() {
    if (tokens.peek().kind() != Kind.PIPE) {
      return false;
    }
    tokens.next();
    return true;
  }

  private boolean accept(String keyword) {
    var token = tokens.peek();
    if (token.kind() != Kind.WORD || !token.text().equals(keyword)) {
      return false;
    }
    tokens.next();
    return true;
  }

  private Token expect(Kind kind, String what) {
    if (tokens.peek().kind() != kind) {
      throw tokens.wrong(what);
    }
    return tokens.next();
  }
}
