package io.hookstone.catalogue;

import io.hookstone.endpoint.SubscriptionRules;
import io.hookstone.event.Subscription;
import io.hookstone.format.WebhookFormats;
import io.hookstone.text.NearestNames;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds subscriptions to the catalogue. Immutable. */
public final class PossibleSubscriptions implements SubscriptionRules {

  private final Catalogue catalogue;
  private final WebhookFormats formats;

  /** Makes the rules. */
  public PossibleSubscriptions(Catalogue catalogue, WebhookFormats formats) {
    this.catalogue = catalogue;
    this.formats = formats;
  }

  @Override
  public Subscription canonical(Subscription wanted, String format) {
    var topics = topics(format);
    var patterns = new LinkedHashSet<String>();
    for (String pattern : wanted.patterns()) {
      if (possible(pattern)) {
        patterns.add(pattern);
      } else {
        var types = topics.get(pattern);
        if (types == null) {
          throw new IllegalArgumentException(impossible(pattern, topics.keySet()));
        }
        patterns.addAll(types);
      }
    }
    return Subscription.to(patterns.toArray(String[]::new));
  }

  /** Returns the patterns that can never match an event. */
  public List<String> impossible(Subscription subscription) {
    return subscription.patterns().stream().filter(pattern -> !possible(pattern)).toList();
  }

  private boolean possible(String pattern) {
    var single = Subscription.to(pattern);
    return pattern.equals("*")
        || pattern.equals("*.*")
        || catalogue.types().stream().anyMatch(type -> single.matches(type.name()));
  }

  private String impossible(String pattern, Set<String> topics) {
    var names = new TreeSet<>(topics);
    for (EventType type : catalogue.types()) {
      names.add(type.name());
      if (pattern.endsWith(".*")) {
        names.add(type.name().substring(0, type.name().lastIndexOf('.')) + ".*");
      }
    }
    return "HKS0411: 'events' contains '%s': no event of this application is of such a type. %s"
        .formatted(pattern, NearestNames.advice(pattern, names));
  }

  /** What a format calls the event types; several may have one topic. */
  private Map<String, Set<String>> topics(String format) {
    var byTopic = new LinkedHashMap<String, Set<String>>();
    var named = formats.named(format);
    for (EventType type : catalogue.types()) {
      for (var kind : type.kinds()) {
        for (var operation : type.operations()) {
          byTopic
              .computeIfAbsent(
                  named.topic(type.name(), kind.eventName(), operation),
                  topic -> new LinkedHashSet<>())
              .add(type.name());
        }
      }
    }
    return byTopic;
  }
}
