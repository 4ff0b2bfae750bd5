package io.hookstone.oracle;

import io.hookstone.testkit.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The rows of a database, without what is different each time: times, random ids, large objects.
 */
final class Contents {

  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final Pattern FAILURE = Pattern.compile("(?s)(failed: [\\w.$]+).*");

  private Contents() {}

  /**
   * Returns what is the same each time of a step of a journal; of an exception that is its class.
   */
  static String stable(String step) {
    return UUID.matcher(FAILURE.matcher(step).replaceFirst("$1")).replaceAll("a uuid");
  }

  /** Returns the application's rows by table, sorted. */
  static Map<String, List<String>> of(TestDatabase database) {
    var contents = new TreeMap<String, List<String>>();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      var names = new ArrayList<String>();
      try (var tables =
          statement.executeQuery(
              "select table_name from information_schema.tables"
                  + " where lower(table_schema) = 'public'")) {
        while (tables.next()) {
          names.add(tables.getString(1));
        }
      }
      for (String name : names) {
        if (!name.toLowerCase(Locale.ROOT).startsWith("webhook_")) {
          try (var rows = statement.executeQuery("select * from \"" + name + "\"")) {
            contents.put(name, texts(rows));
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return contents;
  }

  private static List<String> texts(ResultSet rows) throws SQLException {
    var texts = new ArrayList<String>();
    while (rows.next()) {
      var text = new StringBuilder();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        var type = rows.getMetaData().getColumnTypeName(i).toLowerCase(Locale.ROOT);
        boolean varies = type.startsWith("timestamp") || type.equals("oid");
        text.append(varies ? type : stable(String.valueOf(rows.getString(i)))).append('|');
      }
      texts.add(text.toString());
    }
    texts.sort(null);
    return texts;
  }
}
