package io.hookstone.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.hookstone.expression.Condition.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a condition reads below {@code data} and {@code changes}. Confined to one thread. */
final class CelPaths {

  private static final Set<String> ROOTS = Set.of("data", "changes");
  private static final String INDEX = "_[_]";

  private final CelAbstractSyntaxTree tree;
  private final List<Path> found = new ArrayList<>();

  private CelPaths(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  static List<Path> of(CelAbstractSyntaxTree tree) {
    var paths = new CelPaths(tree);
    paths.walk(tree.getExpr());
    return List.copyOf(paths.found);
  }

  private void walk(CelExpr expression) {
    var names = names(expression);
    if (names.isPresent()) {
      if (names.get().size() > 1) {
        found.add(at(expression, names.get()));
      }
      return;
    }
    switch (expression.getKind()) {
      case SELECT -> walk(expression.select().operand());
      case CALL -> {
        expression.call().target().ifPresent(this::walk);
        expression.call().args().forEach(this::walk);
      }
      case LIST -> expression.list().elements().forEach(this::walk);
      case MAP ->
          expression
              .map()
              .entries()
              .forEach(
                  entry -> {
                    walk(entry.key());
                    walk(entry.value());
                  });
      case COMPREHENSION -> {
        var loop = expression.comprehension();
        walk(loop.iterRange());
        walk(loop.accuInit());
        walk(loop.loopCondition());
        walk(loop.loopStep());
        walk(loop.result());
      }
      default -> {
        // Constants and other variables read nothing below data.
      }
    }
  }

  /** The names of {@code data.a.b} and {@code data["a"].b}; empty for anything else. */
  private static Optional<List<String>> names(CelExpr expression) {
    switch (expression.getKind()) {
      case IDENT -> {
        var name = expression.ident().name();
        return ROOTS.contains(name) ? Optional.of(List.of(name)) : Optional.empty();
      }
      case SELECT -> {
        return names(expression.select().operand())
            .map(above -> and(above, expression.select().field()));
      }
      case CALL -> {
        var call = expression.call();
        if (call.function().equals(INDEX)
            && call.args().get(1).getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && call.args().get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE) {
          return names(call.args().get(0))
              .map(above -> and(above, call.args().get(1).constant().stringValue()));
        }
        return Optional.empty();
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private static List<String> and(List<String> names, String name) {
    var longer = new ArrayList<>(names);
    longer.add(name);
    return longer;
  }

  private Path at(CelExpr expression, List<String> names) {
    var offset = tree.getSource().getPositionsMap().getOrDefault(expression.id(), 0);
    var location = tree.getSource().getOffsetLocation(offset);
    return new Path(
        names,
        location.map(at -> at.getLine()).orElse(1),
        location.map(at -> at.getColumn() + 1).orElse(1));
  }
}
