package io.hookstone.expression;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.RegexLiteralValidator;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** A condition in CEL. Named nowhere but in {@link Conditions}, as its library is optional. */
final class CelCondition implements Condition {

  private static final Logger LOG = Logger.getLogger(CelCondition.class);

  /** Over all loops of one evaluation. */
  private static final int MAX_ITERATIONS = 10_000;

  /** In RE2's instructions; matching takes time in proportion to program and text. */
  private static final int MAX_REGEX_PROGRAM = 1_000;

  private static final int MAX_DEPTH = 50;

  private static final Cel CEL =
      CelFactory.standardCelBuilder()
          .setOptions(
              CelOptions.current()
                  .comprehensionMaxIterations(MAX_ITERATIONS)
                  .maxRegexProgramSize(MAX_REGEX_PROGRAM)
                  .maxExpressionCodePointSize(Conditions.MAX_LENGTH)
                  .maxParseRecursionDepth(MAX_DEPTH)
                  .enableHeterogeneousNumericComparisons(true)
                  .build())
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("type", SimpleType.STRING)
          .addVar("entity", SimpleType.STRING)
          .addVar("id", SimpleType.STRING)
          .addVar("operation", SimpleType.STRING)
          .addVar("tenantId", SimpleType.STRING)
          .addVar("data", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("changes", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .setResultType(SimpleType.BOOL)
          .build();

  /** A literal pattern that is wrong would otherwise never match, without a word. */
  private static final CelValidator LITERALS =
      CelValidatorFactory.standardCelValidatorBuilder(CEL)
          .addAstValidators(RegexLiteralValidator.INSTANCE)
          .build();

  static final Object NULL = NullValue.NULL_VALUE;

  private final String text;
  private final CelRuntime.Program program;
  private final List<Path> paths;

  private CelCondition(String text, CelRuntime.Program program, List<Path> paths) {
    this.text = text;
    this.program = program;
    this.paths = paths;
  }

  static CelCondition compile(String text) {
    try {
      var checked = check(text);
      return new CelCondition(text, CEL.createProgram(checked), CelPaths.of(checked));
    } catch (CelEvaluationException e) {
      throw invalid(text, 1, 1, String.valueOf(e.getMessage()));
    }
  }

  private static CelAbstractSyntaxTree check(String text) {
    try {
      var tree = withoutErrors(text, CEL.compile(text)).getAst();
      return withoutErrors(text, LITERALS.validate(tree)).getAst();
    } catch (CelValidationException e) {
      throw invalid(text, 1, 1, String.valueOf(e.getMessage()));
    }
  }

  private static CelValidationResult withoutErrors(String text, CelValidationResult result) {
    if (result.hasError()) {
      CelIssue first = result.getErrors().get(0);
      var at = first.getSourceLocation();
      throw invalid(
          text, Math.max(at.getLine(), 1), Math.max(at.getColumn(), 0) + 1, first.getMessage());
    }
    return result;
  }

  private static InvalidConditionException invalid(
      String text, int line, int column, String reason) {
    return new InvalidConditionException(
        "HKS1102: The condition '%s' is wrong at line %d, column %d: %s. Conditions are CEL over type, entity, id, operation, tenantId, data and changes."
            .formatted(shortened(text), line, column, reason.replace(" (in container '')", "")));
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }

  @Override
  public boolean holds(Map<String, Object> variables) {
    try {
      return program.eval(variables) instanceof Boolean holds && holds;
    } catch (CelEvaluationException | RuntimeException e) {
      // The message may quote the data.
      LOG.debugf(
          "A condition cannot be evaluated and does not hold. condition=%s cause=%s",
          text, e.getClass().getName());
      return false;
    }
  }

  @Override
  public List<Path> paths() {
    return paths;
  }

  @Override
  public String toString() {
    return text;
  }
}
