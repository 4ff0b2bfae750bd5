package io.hookstone.seeds;

import io.hookstone.change.Operation;
import io.hookstone.enrich.EnrichableEvent;
import io.hookstone.enrich.Enricher;
import io.hookstone.enrich.EnrichmentContext;
import io.hookstone.enrichers.CollectionAggregates;
import io.hookstone.enrichers.RecordLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the transactions of BoxHero have beside their own columns. */
final class StockroomEnrichers {

  private StockroomEnrichers() {}

  /** The numbers of a transaction. */
  public static class Totals extends CollectionAggregates {
    public Totals() {
      super(
          "StockTransaction", "lines", count("count_of_items"), sum("quantity", "total_quantity"));
    }
  }

  /** The link for a team in basic mode. */
  public static class BasicLink extends RecordLink {
    public BasicLink() {
      super("StockTransaction", "https://web.boxhero-app.com/team/149058/mode/0#/tx/{id}", "url");
    }
  }

  /** The link for a team with locations. */
  public static class LocationLink extends RecordLink {
    public LocationLink() {
      super("StockTransaction", "https://web.boxhero-app.com/team/150581/mode/2#/ltx/{id}", "url");
    }
  }

  /**
   * What is left out where there is none, and the lines, which are flat there: an enricher of the
   * application's own, two queries for all events.
   */
  public static class Parts implements Enricher {

    @Override
    public boolean enriches(String entity) {
      return entity.equals("StockTransaction");
    }

    @Override
    public void enrich(List<EnrichableEvent> events, EnrichmentContext context) {
      var alive = events.stream().filter(e -> e.change().operation() != Operation.DELETE).toList();
      var ids = alive.stream().map(event -> event.id(Long.class)).toList();
      Map<Object, Object[]> optional = new HashMap<>();
      rows(
              context,
              "select t.id, t.memo, f.id, f.name, f.deleted from StockTransaction t"
                  + " left join t.fromLocation f where t.id in (:ids)",
              ids)
          .forEach(row -> optional.put(row[0], row));
      Map<Object, List<Map<String, Object>>> items = new HashMap<>();
      rows(
              context,
              "select l.transaction.id, i.id, i.name, l.quantity, i.deleted, l.fromLevel, l.toLevel"
                  + " from StockLine l join l.item i where l.transaction.id in (:ids) order by l.id",
              ids)
          .forEach(row -> items.computeIfAbsent(row[0], id -> new ArrayList<>()).add(item(row)));
      for (EnrichableEvent event : alive) {
        var id = event.id(Long.class);
        var row = optional.get(id);
        if (row != null && row[1] != null) {
          event.put("memo", row[1]);
        }
        if (row != null && row[2] != null) {
          event.put("from_location", object("id", row[2], "name", row[3], "deleted", row[4]));
        }
        event.put("items", items.getOrDefault(id, List.of()));
      }
    }

    private static List<Object[]> rows(EnrichmentContext context, String query, List<Long> ids) {
      return context
          .session()
          .createSelectionQuery(query, Object[].class)
          .setParameterList("ids", ids)
          .getResultList();
    }

    private static Map<String, Object> item(@Nullable Object[] row) {
      return object(
          "id", row[1],
          "name", row[2],
          "quantity", row[3],
          "deleted", row[4],
          "from_location_new_stock_level", row[5],
          "to_location_new_stock_level", row[6]);
    }

    /** An object without those values that are null. */
    private static Map<String, Object> object(@Nullable Object... namesAndValues) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        var value = namesAndValues[i + 1];
        if (value != null) {
          object.put(String.valueOf(namesAndValues[i]), value);
        }
      }
      return object;
    }
  }
}
