package io.hookstone.event;

import io.hookstone.change.Operation;
import io.hookstone.event.ParsedRule.Happening;
import io.hookstone.event.ParsedRule.Transition;
import io.hookstone.expression.Condition;
import io.hookstone.expression.Conditions;
import io.hookstone.expression.InvalidConditionException;
import io.hookstone.model.EntityModel;
import io.hookstone.model.EntityModels;
import io.hookstone.text.NearestNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes rules of their texts, once at start-up, and collects everything that is wrong. Confined to
 * one thread.
 */
public final class CompileRules {

  private static final Pattern TYPE =
      Pattern.compile("(?=.{1,255}$)[a-z][A-Za-z0-9_]*(\\.[a-z][A-Za-z0-9_]*)+");

  private final EntityModels entities;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> defaultTypes = new HashMap<>();

  /** Makes the compiler for the entities of an application. */
  public CompileRules(EntityModels entities) {
    this.entities = entities;
    for (EntityModel entity : entities.all()) {
      if (entity.instantiable()) {
        for (Operation operation : Operation.values()) {
          defaultTypes.put(EventTypes.defaultType(entity.eventName(), operation), entity.entity());
        }
      }
    }
  }

  /** Returns what is wrong, a message each; the rules must not be used unless it is empty. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Compiles the rules of annotations and settings.
   *
   * @param settings a rule by event type; it replaces an annotation's of the same type
   */
  public EventRules compile(Map<String, String> settings) {
    var rules = new ArrayList<EventRule>();
    for (RuleText text : texts(settings)) {
      try {
        compile(text).ifPresent(rules::add);
      } catch (InvalidRuleException | InvalidConditionException e) {
        report(text, String.valueOf(e.getMessage()));
      }
    }
    return new EventRules(rules, entities);
  }

  private List<RuleText> texts(Map<String, String> settings) {
    var texts = new LinkedHashMap<String, RuleText>();
    for (EntityModel entity : entities.all()) {
      for (var declared : entity.declaredTypes()) {
        var text = RuleText.ofAnnotation(declared.type(), entity.entity(), declared.on());
        var other = settings.containsKey(text.type()) ? null : texts.putIfAbsent(text.type(), text);
        if (other != null) {
          report(text, collision(text.type(), other.source()));
        }
      }
    }
    settings.forEach((type, text) -> texts.put(type, RuleText.ofSetting(type, text)));
    return List.copyOf(texts.values());
  }

  private static String collision(String type, String other) {
    return "HKS0409: The event type '%s' belongs to %s already. Choose another name."
        .formatted(type, other);
  }

  private void report(RuleText text, String problem) {
    problems.add(problem + " (" + text.source() + ")");
  }

  private Optional<EventRule> compile(RuleText text) {
    if (!TYPE.matcher(text.type()).matches()) {
      report(
          text,
          "HKS0404: The event type '%s' is malformed: expected at least two names of letters, digits and underscores that begin with a lower-case letter, with dots between them, such as order.paid, at most 255 characters."
              .formatted(text.type()));
      return Optional.empty();
    }
    var parsed = RuleParser.parse(text);
    var entity = entities.named(parsed.entity());
    if (entity.isEmpty()) {
      report(
          text,
          "HKS0405: There is no captured entity '%s' (position %d). %s"
              .formatted(
                  parsed.entity(),
                  parsed.entityPosition(),
                  NearestNames.advice(parsed.entity(), entities.names())));
      return Optional.empty();
    }
    var owner = defaultTypes.get(text.type());
    if (owner != null && !owner.equals(entity.get().entity())) {
      report(text, collision(text.type(), "the default events of '" + owner + "'"));
      return Optional.empty();
    }
    int before = problems.size();
    var triggers = triggers(text, parsed, entity.get());
    var when = Optional.ofNullable(parsed.when()).map(Conditions::compile);
    when.ifPresent(condition -> checkPaths(text, condition, entity.get()));
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(new EventRule(text, entity.get(), triggers, when, parsed.instead()));
  }

  private List<RuleTrigger> triggers(RuleText text, ParsedRule parsed, EntityModel entity) {
    var triggers = new ArrayList<RuleTrigger>();
    for (var trigger : parsed.triggers()) {
      if (trigger instanceof Happening happening) {
        triggers.add(new RuleTrigger.OnOperation(happening.operation()));
      } else if (trigger instanceof Transition transition) {
        var change = change(text, transition, entity);
        if (change != null) {
          triggers.add(change);
        }
      }
    }
    return triggers;
  }

  private RuleTrigger.@Nullable OnChange change(
      RuleText text, Transition transition, EntityModel entity) {
    var names = List.of(transition.property().split("\\.", -1));
    var found = PropertyPath.of(entity.entity(), entity.attributes(), names);
    if (found.problem() != null) {
      report(text, found.problem() + " (position " + transition.position() + ")");
      return null;
    }
    for (var values : List.of(transition.from(), transition.to())) {
      for (var literal : values.literals()) {
        var problem = PossibleValues.problem(transition.property(), found.value(), literal);
        if (problem != null) {
          report(text, problem);
          return null;
        }
      }
    }
    return new RuleTrigger.OnChange(found.jsonNames(), transition.from(), transition.to());
  }

  /** A rule sees the data as it was captured, so that each name must be one of the entity's. */
  private void checkPaths(RuleText text, Condition condition, EntityModel entity) {
    var attributes =
        entities.all().stream()
            .filter(other -> other.is(entity.entity()))
            .flatMap(other -> other.attributes().stream())
            .toList();
    for (var path : condition.paths()) {
      var below = path.names().subList(1, path.names().size());
      var found =
          path.names().get(0).equals("data")
              ? PropertyPath.inEvents(entity.entity(), attributes, below)
              : PropertyPath.inEvents(entity.entity(), attributes, below.subList(0, 1));
      // The key of a collection in an embeddable is a path.
      if (found.problem() != null && below.get(0).indexOf('.') < 0) {
        report(
            text,
            found.problem()
                + " (in the condition, line "
                + path.line()
                + ", column "
                + path.column()
                + ")");
      }
    }
  }
}
