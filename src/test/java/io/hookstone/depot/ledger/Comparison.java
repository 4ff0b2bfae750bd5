package io.hookstone.depot.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ledger held against the inboxes, as multisets of events per endpoint.
 *
 * @param missing committed and subscribed to, but not received
 * @param phantom received, but never committed, or not subscribed to
 * @param invalid refused or faulty requests, and events whose bytes differ between endpoints of one
 *     format
 * @param findings what is wrong, in words, at most {@value #MAX_FINDINGS}
 */
public record Comparison(
    long expected,
    long deliveries,
    long verified,
    long duplicates,
    long missing,
    long phantom,
    long invalid,
    List<String> findings) {

  static final int MAX_FINDINGS = 10;

  public Comparison {
    findings = List.copyOf(findings);
  }

  public static Comparison of(Ledger ledger, List<Inbox> inboxes) {
    Tally tally = new Tally();
    for (Inbox inbox : inboxes) {
      Map<Event, Integer> expected = ledger.expectedTimes(inbox.subscription());
      Map<Event, Integer> received = inbox.receivedTimes();
      Set<Event> either = new HashSet<>(expected.keySet());
      either.addAll(received.keySet());
      for (Event event : either) {
        int surplus = received.getOrDefault(event, 0) - expected.getOrDefault(event, 0);
        tally.weigh(inbox.endpoint(), event, surplus, ledger);
      }
      tally.expected += expected.values().stream().mapToLong(Integer::longValue).sum();
      tally.deliveries += inbox.deliveries();
      tally.verified += inbox.verified();
      tally.duplicates += inbox.duplicates();
      tally.invalid += inbox.invalid();
    }
    tally.compareBodies(inboxes);
    return tally.comparison();
  }

  public boolean clean() {
    return missing == 0 && phantom == 0 && invalid == 0;
  }

  /** The sums while they grow. */
  private static final class Tally {
    private long expected;
    private long deliveries;
    private long verified;
    private long duplicates;
    private long missing;
    private long phantom;
    private long invalid;
    private final List<String> findings = new ArrayList<>();

    private void weigh(String endpoint, Event event, int surplus, Ledger ledger) {
      if (surplus < 0) {
        missing -= surplus;
        find("missing at " + endpoint + ": " + event);
      } else if (surplus > 0) {
        phantom += surplus;
        String why = ledger.whyNot(event.key()).map(reason -> " (" + reason + ")").orElse("");
        find("phantom at " + endpoint + ": " + event + why);
      }
    }

    /** One event has one body in each format, whoever gets it. */
    private void compareBodies(List<Inbox> inboxes) {
      Map<String, String> seen = new HashMap<>();
      for (Inbox inbox : inboxes) {
        inbox
            .digests()
            .forEach(
                (webhookId, digest) -> {
                  String other = seen.putIfAbsent(inbox.format() + " " + webhookId, digest);
                  if (other != null && !other.equals(digest)) {
                    invalid++;
                    find("invalid: " + webhookId + " has different bodies per endpoint");
                  }
                });
      }
    }

    private void find(String finding) {
      if (findings.size() < MAX_FINDINGS) {
        findings.add(finding);
      }
    }

    private Comparison comparison() {
      return new Comparison(
          expected, deliveries, verified, duplicates, missing, phantom, invalid, findings);
    }
  }
}
