package io.hookstone.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Collects the conditions of a query over records, each with its own parameter. Not thread-safe.
 *
 * <p>Values only ever travel as parameters, never as part of the query's text.
 */
public final class Criteria {

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  /** Adds {@code condition}, in which {@code ?} stands for the value. */
  public Criteria and(String condition, Object value) {
    var name = "p" + parameters.size();
    conditions.add(condition.replace("?", ":" + name));
    parameters.put(name, value);
    return this;
  }

  /** Adds a condition on an event type, which may be a pattern such as {@code order.*}. */
  public Criteria andType(String path, String pattern) {
    if (pattern.equals("*")) {
      return this;
    }
    return pattern.indexOf('*') < 0
        ? and(path + " = ?", pattern)
        : and(path + " like ? escape '\\'", likePattern(pattern));
  }

  /** Runs {@code select … from …} with the conditions, newest first. */
  public <T> List<T> list(
      StatelessSession session, String select, String idPath, Class<T> result, int limit) {
    var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    var query =
        session.createSelectionQuery(select + where + " order by " + idPath + " desc", result);
    parameters.forEach(query::setParameter);
    return query.setMaxResults(limit).getResultList();
  }

  /** Adds the key of the page before. */
  public Criteria after(String idPath, UUID key) {
    return and(idPath + " < ?", key);
  }

  private static String likePattern(String pattern) {
    return pattern.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace('*', '%');
  }
}
