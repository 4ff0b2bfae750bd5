package io.hookstone.depot.console;

import io.hookstone.depot.ledger.Change;
import io.hookstone.depot.ledger.Comparison;
import io.hookstone.depot.ledger.Inbox;
import io.hookstone.depot.ledger.Journal;
import io.hookstone.depot.ledger.Ledger;
import io.hookstone.depot.ledger.Receipt;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints Depot's journal as it happens.
 *
 * <p>Thread-safe: a line is never torn.
 */
public final class Console implements Journal {

  private final PrintStream out;
  private final Palette palette;
  private final Lines lines;
  private final Ledger ledger;

  /**
   * @param ledger tells how long ago a received event was committed
   */
  public Console(PrintStream out, Palette palette, Lines lines, Ledger ledger) {
    this.out = out;
    this.palette = palette;
    this.lines = lines;
    this.ledger = ledger;
  }

  /** Says what runs: {@code facts} as rows of a name and its value. */
  public void banner(List<String> facts) {
    out.println();
    out.println(palette.strong("Depot") + ", a demo of Hookstone");
    facts.forEach(fact -> out.println("  " + fact));
    out.println();
  }

  public void say(String line) {
    out.println(line);
  }

  /** Says how ledger and inboxes stand; what is under way is not yet missing. */
  public void total(Ledger book, List<Inbox> inboxes) {
    int invalid = inboxes.stream().mapToInt(Inbox::invalid).sum();
    int duplicates = inboxes.stream().mapToInt(Inbox::duplicates).sum();
    List<String> stands = new ArrayList<>();
    for (Inbox inbox : inboxes) {
      stands.add(
          inbox.endpoint()
              + " "
              + inbox.deliveries()
              + " of "
              + book.expected(inbox.subscription()));
    }
    String summary =
        String.format(
            "-- %d committed, %d rolled back, %d changes, %d events, %d duplicates, %d invalid%s",
            book.transactions(),
            book.rolledBack(),
            book.changes(),
            book.events(),
            duplicates,
            invalid,
            Lines.wrapped(stands));
    out.println(invalid == 0 ? palette.faint(summary) : palette.bad(summary));
  }

  /** Says how it ended. */
  public void verdict(Comparison comparison) {
    comparison.findings().forEach(finding -> out.println("  " + palette.bad(finding)));
    String sums =
        String.format(
            "%d of %d deliveries arrived, %d verified;%n"
                + "%d missing, %d phantom, %d invalid, %d duplicates",
            comparison.deliveries(),
            comparison.expected(),
            comparison.verified(),
            comparison.missing(),
            comparison.phantom(),
            comparison.invalid(),
            comparison.duplicates());
    out.println(comparison.clean() ? palette.good(sums) : palette.bad(sums));
  }

  @Override
  public void committed(Instant at, String title, List<Change> changes) {
    out.println(lines.committed(at, title, changes));
  }

  @Override
  public void rolledBack(Instant at, String title, String reason) {
    out.println(lines.rolledBack(at, title, reason));
  }

  @Override
  public void received(String endpoint, Receipt receipt, Inbox.Arrival arrival) {
    Duration latency =
        ledger
            .committedAt(receipt.event())
            .map(committed -> Duration.between(committed, receipt.receivedAt()))
            .orElse(null);
    out.println(lines.received(endpoint, receipt, arrival, latency));
  }

  @Override
  public void refused(String endpoint, Instant at, String reason) {
    out.println(lines.refused(endpoint, reason));
  }
}
