package io.hookstone.depot.console;

import io.hookstone.depot.ledger.Change;
import io.hookstone.depot.ledger.Inbox;
import io.hookstone.depot.ledger.Operation;
import io.hookstone.depot.ledger.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the console, in aligned columns.
 *
 * <p>Immutable.
 */
public final class Lines {

  /** What a terminal shows in one line. */
  private static final int WIDTH = 80;

  private static final int TITLE = 32;
  private static final int INDENT = 24;
  private static final int ENDPOINT = 10;
  private static final int EVENT_TYPE = 28;
  private static final int ID = 10;

  private final Palette palette;
  private final DateTimeFormatter time;

  public Lines(Palette palette, ZoneId zone) {
    this.palette = palette;
    this.time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
  }

  String committed(Instant at, String title, List<Change> changes) {
    List<String> groups = groups(changes);
    String start = line(at, palette.good(pad("commit", 8)), title);
    return groups.size() == 1 ? start + groups.get(0) : start.stripTrailing() + wrapped(groups);
  }

  /** Puts as many words into each line as fit, under the title. */
  static String wrapped(List<String> words) {
    StringBuilder lines = new StringBuilder();
    int column = WIDTH;
    for (String word : words) {
      if (column + 2 + word.length() > WIDTH) {
        lines.append(lines.isEmpty() ? "" : ",").append('\n').append(" ".repeat(INDENT));
        column = INDENT;
      } else {
        lines.append(", ");
        column += 2;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }

  String rolledBack(Instant at, String title, String reason) {
    return line(at, palette.notice("rollback"), title) + palette.notice(reason);
  }

  /**
   * @param latency the time since the commit, or null where nothing like it was committed
   */
  String received(
      String endpoint, Receipt receipt, Inbox.Arrival arrival, @Nullable Duration latency) {
    String after =
        latency == null
            ? palette.bad("  never committed")
            : String.format(Locale.ROOT, "%5d ms", latency.toMillis());
    String line =
        arrow(endpoint)
            + pad(receipt.event().type(), EVENT_TYPE)
            + " "
            + pad(receipt.event().key().shownId(), ID)
            + palette.good("signature ok")
            + after
            + "  "
            + palette.faint(receipt.summary());
    return (line + remarks(receipt, arrival)).stripTrailing();
  }

  String refused(String endpoint, String reason) {
    return arrow(endpoint) + palette.bad("REFUSED  " + reason);
  }

  /** Which entities changed; those of one kind are counted when there are several. */
  static List<String> groups(List<Change> changes) {
    if (changes.isEmpty()) {
      return List.of("nothing changed");
    }
    record Group(String entity, Operation operation) {}
    Map<Group, Integer> sizes = new LinkedHashMap<>();
    Map<Group, String> single = new LinkedHashMap<>();
    for (Change change : changes) {
      Group group = new Group(change.key().entity(), change.operation());
      sizes.merge(group, 1, Integer::sum);
      single.put(group, change.shown());
    }
    return sizes.entrySet().stream()
        .map(
            entry -> {
              Group group = entry.getKey();
              return entry.getValue() == 1
                  ? single.get(group)
                  : entry.getValue() + " " + group.entity() + " " + group.operation().past();
            })
        .toList();
  }

  private String remarks(Receipt receipt, Inbox.Arrival arrival) {
    StringBuilder remarks = new StringBuilder();
    if (arrival == Inbox.Arrival.DUPLICATE) {
      remarks.append("  ").append(palette.notice("again"));
    }
    if (arrival == Inbox.Arrival.ALTERED) {
      remarks.append("  ").append(palette.bad("ALTERED"));
    }
    receipt
        .faults()
        .forEach(fault -> remarks.append("  ").append(palette.bad("INVALID: " + fault)));
    return remarks.toString();
  }

  private String line(Instant at, String kind, String title) {
    return palette.faint(time.format(at))
        + "  "
        + kind
        + "  "
        + palette.strong(pad(title, TITLE))
        + "  ";
  }

  private static String arrow(String endpoint) {
    return "  -> " + pad(endpoint, ENDPOINT) + " ";
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }
}
