package io.hookstone.depot.receive;

import io.hookstone.depot.ledger.Subscription;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * An endpoint as {@code persistence.xml} declares it, without its URL.
 *
 * <p>The receivers need its secret before the session factory exists, because the factory needs
 * their ports: so the file is read here, and stays the one place where events and secrets stand.
 */
public record DeclaredEndpoint(
    String name, String format, Subscription subscription, String secret) {

  private static final String PREFIX = "hookstone.endpoint.";

  /** The only filter that Depot's books can tell the outcome of. */
  private static final Pattern FILTER = Pattern.compile("data\\.origin\\.id == '([^']+)'");

  /** Reads all endpoints of the persistence unit file, in the order of the file. */
  public static List<DeclaredEndpoint> readFrom(String resource) {
    Map<String, Map<String, String>> byName = new LinkedHashMap<>();
    NodeList properties = parse(resource);
    for (int i = 0; i < properties.getLength(); i++) {
      Element property = (Element) properties.item(i);
      String key = property.getAttribute("name");
      if (key.startsWith(PREFIX)) {
        String[] nameAndSetting = key.substring(PREFIX.length()).split("\\.", 2);
        byName
            .computeIfAbsent(nameAndSetting[0], name -> new HashMap<>())
            .put(nameAndSetting[1], property.getAttribute("value"));
      }
    }
    List<DeclaredEndpoint> endpoints = new ArrayList<>();
    byName.forEach(
        (name, settings) ->
            endpoints.add(
                new DeclaredEndpoint(
                    name,
                    settings.getOrDefault("format", "standard"),
                    subscription(settings, name),
                    required(settings, name, "secret"))));
    return endpoints;
  }

  private static Subscription subscription(Map<String, String> settings, String name) {
    Subscription all = Subscription.of(required(settings, name, "events"));
    String filter = settings.get("filter");
    if (filter == null) {
      return all;
    }
    Matcher origin = FILTER.matcher(filter);
    if (!origin.matches()) {
      throw new IllegalStateException(
          "'" + PREFIX + name + ".filter' is '" + filter + "', which Depot cannot check.");
    }
    return all.from(origin.group(1));
  }

  /** The setting that takes the URL. */
  public String urlKey() {
    return PREFIX + name + ".url";
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return name + " " + format + " [" + subscription + "]";
  }

  private static String required(Map<String, String> settings, String name, String setting) {
    String value = settings.get(setting);
    if (value == null) {
      throw new IllegalStateException("'" + PREFIX + name + "." + setting + "' is not set.");
    }
    return value;
  }

  private static NodeList parse(String resource) {
    try (InputStream in = DeclaredEndpoint.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("'" + resource + "' is not on the class path.");
      }
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(in)
          .getElementsByTagName("property");
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("'" + resource + "' cannot be read.", e);
    }
  }
}
