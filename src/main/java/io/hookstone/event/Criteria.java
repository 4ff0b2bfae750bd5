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
    conditions.add(condition.replace("?", parameter(value)));
    return this;
  }

  private String parameter(Object value) {
    var name = "p" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }

  /** Adds a condition on an event type: that a subscription to these patterns would want it. */
  public Criteria andType(String path, String patterns) {
    var any = new ArrayList<String>();
    for (String pattern : Subscription.to(patterns).patterns()) {
      boolean exact = pattern.indexOf('*') < 0;
      var name = parameter(exact ? pattern : likePattern(pattern));
      any.add(exact ? path + " = " + name : path + " like " + name + " escape '\\'");
    }
    conditions.add("(" + String.join(" or ", any) + ")");
    return this;
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
