package io.hookstone.capture;

import java.util.Map;
import java.util.TreeMap;

/**
 * What capture has counted since the session factory was built, on this node. Immutable.
 *
 * @param uncapturedStatements how many executed statements wrote a captured entity past the
 *     listeners, by JPA entity name: HQL and Criteria bulk statements, and native SQL. Entities
 *     without such a statement are not in it
 */
public record CaptureStatistics(Map<String, Long> uncapturedStatements) {

  public CaptureStatistics {
    uncapturedStatements =
        java.util.Collections.unmodifiableMap(new TreeMap<>(uncapturedStatements));
  }
}
