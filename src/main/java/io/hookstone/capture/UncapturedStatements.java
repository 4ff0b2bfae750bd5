package io.hookstone.capture;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sees statements that write a captured entity past the listeners: HQL and Criteria bulk
 * statements, and native SQL. Thread-safe.
 *
 * <p>Hibernate fires no event for them. It does show every statement to the session factory's
 * inspector, so this one stands before the application's own, changes nothing, and counts. Whether
 * a statement comes from a query or from the flush of an entity is read off the call stack, once
 * per statement text.
 *
 * <p>Not seen: plain JDBC ({@code doWork}), stored procedures, database triggers and cascades, and
 * sessions that were opened with a statement inspector of their own.
 */
public final class UncapturedStatements {

  private static final Logger LOG = Logger.getLogger(UncapturedStatements.class);

  /**
   * Statement texts whose verdict is remembered; a text with literals in it may never come again.
   */
  private static final int MAX_REMEMBERED = 5_000;

  /** The written table, after leading comments and a common table expression. */
  private static final Pattern WRITTEN_TABLE =
      Pattern.compile(
          "\\b(insert\\s+into|update(?:\\s+only)?|delete\\s+from(?:\\s+only)?|merge\\s+into|truncate(?:\\s+table)?)"
              + "\\s+([\\w.\"`$\\[\\]]+)",
          Pattern.CASE_INSENSITIVE);

  private final ConcurrentMap<String, Verdict> verdicts = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();
  private volatile Map<String, String> entitiesByTable = Map.of();

  /** Set while a thread runs statements whose changes are published. */
  private final ThreadLocal<Boolean> accountedFor = new ThreadLocal<>();

  /**
   * What is known of a statement's text: the entity that it writes past the listeners, or null for
   * none.
   */
  private record Verdict(@Nullable String entity) {}

  /** Makes the count, which is idle until it is told what to watch. */
  public UncapturedStatements() {}

  /**
   * Returns an inspector that counts and then lets the application's own have the statement.
   *
   * @param own the inspector that the application has set for the session factory, if any
   */
  public StatementInspector before(@Nullable StatementInspector own) {
    return sql -> {
      inspect(sql);
      return own == null ? sql : own.inspect(sql);
    };
  }

  /**
   * Starts to watch.
   *
   * @param entities captured entities by the names of their tables, in lower case and without
   *     schema
   */
  void watch(Map<String, String> entities) {
    entitiesByTable = Map.copyOf(entities);
  }

  /** Returns how many such statements were executed, by JPA entity name. */
  public Map<String, Long> counts() {
    var snapshot = new java.util.TreeMap<String, Long>();
    counts.forEach((entity, count) -> snapshot.put(entity, count.sum()));
    return snapshot;
  }

  /** Runs statements whose changes are published, and which are not counted for that reason. */
  <T> T accountedFor(Supplier<T> statements) {
    boolean inner = accountedFor.get() != null;
    accountedFor.set(Boolean.TRUE);
    try {
      return statements.get();
    } finally {
      if (!inner) {
        accountedFor.remove();
      }
    }
  }

  private void inspect(String sql) {
    if (!entitiesByTable.isEmpty() && mayWrite(sql) && accountedFor.get() == null) {
      var verdict = verdicts.get(sql);
      if (verdict == null) {
        verdict = judge(sql);
      }
      if (verdict.entity() != null) {
        counts.computeIfAbsent(verdict.entity(), entity -> new LongAdder()).increment();
      }
    }
  }

  /**
   * Most statements of most applications read; they are told apart by their first letter that is
   * not a space.
   */
  private static boolean mayWrite(String sql) {
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (!Character.isWhitespace(c)) {
        return c != 's' && c != 'S';
      }
    }
    return false;
  }

  private Verdict judge(String sql) {
    var verdict = new Verdict(writtenPastListeners(sql));
    if (verdicts.size() < MAX_REMEMBERED) {
      verdicts.put(sql, verdict);
    }
    return verdict;
  }

  private @Nullable String writtenPastListeners(String sql) {
    var matcher = WRITTEN_TABLE.matcher(sql);
    while (matcher.find()) {
      var entity = entitiesByTable.get(unqualified(matcher.group(2)));
      if (entity != null && comesFromQuery()) {
        // Values may stand in a native statement as literals, so only its kind is logged.
        LOG.warnf(
            "HKS0202: A statement writes a captured entity past the listeners, so it causes no event."
                + " Each further one is counted in Hookstone.statistics. entity=%s statement=%s",
            entity, matcher.group(1).toLowerCase(Locale.ROOT));
        return entity;
      }
    }
    return null;
  }

  static String unqualified(String table) {
    var plain = table.replaceAll("[\"`\\[\\]]", "");
    return plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * The nearest frame that decides: a query's execution, or the action of an entity or collection.
   */
  private static boolean comesFromQuery() {
    return StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .map(frame -> origin(frame.getClassName()))
                        .filter(origin -> origin != Origin.UNDECIDED)
                        .findFirst()
                        .orElse(Origin.UNDECIDED))
        == Origin.QUERY;
  }

  private enum Origin {
    QUERY,
    ENTITY,
    UNDECIDED
  }

  private static Origin origin(String className) {
    if (className.startsWith("org.hibernate.sql.exec.")
        || className.startsWith("org.hibernate.query.")) {
      return Origin.QUERY;
    }
    if (className.startsWith("org.hibernate.action.")
        || className.startsWith("org.hibernate.persister.")
        || className.startsWith("org.hibernate.engine.jdbc.mutation.")) {
      return Origin.ENTITY;
    }
    return Origin.UNDECIDED;
  }
}
