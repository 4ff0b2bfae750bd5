package io.hookstone.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be configured, typed and checked.
 *
 * <p>Immutable. Whether Hookstone is enabled is not in it: {@link #enabled} is asked first, and
 * without a yes nothing else is read.
 *
 * @param capture what becomes an event
 * @param batch how changes are grouped
 * @param retry when deliveries are tried again
 * @param delivery how deliveries are sent
 * @param endpoints declared endpoints by name, in the order of names; empty when there are none
 * @param eventTypes rules by the event types that they make, in the order of names, not yet read;
 *     empty when there are none
 * @param cloudEventsSource the source of events in the format {@code cloudevents}, a URI reference
 * @param enrichers class names of enrichers in the order given, not yet loaded; may be empty
 * @param enrichment what is added without Java, and what enrichers may take
 * @param tables where Hookstone's own tables are
 * @param vertx the {@code io.vertx.core.Vertx} that the application provides and closes; its type
 *     is not checked here
 */
public record HookstoneSettings(
    Capture capture,
    Batch batch,
    Retry retry,
    Delivery delivery,
    Map<String, DeclaredEndpoint> endpoints,
    Map<String, String> eventTypes,
    String cloudEventsSource,
    List<String> enrichers,
    Enrichment enrichment,
    Tables tables,
    Optional<Object> vertx) {

  /** Copies the collections. */
  public HookstoneSettings {
    endpoints = Collections.unmodifiableMap(new LinkedHashMap<>(endpoints));
    eventTypes = Collections.unmodifiableMap(new TreeMap<>(eventTypes));
    enrichers = List.copyOf(enrichers);
  }

  /**
   * Whether {@code hookstone.enabled} is true. Looks at no other setting, so an application that
   * does not use Hookstone never fails because of it.
   *
   * @throws InvalidSettingsException if the value is neither {@code true} nor {@code false}
   */
  public static boolean enabled(SettingSources sources) {
    SettingsReader reader = new SettingsReader(sources);
    boolean enabled = reader.value(SettingTable.ENABLED);
    reader.throwIfAny();
    return enabled;
  }

  /**
   * Reads and checks every setting, whether enabled or not, where the application has no wire
   * formats of its own.
   *
   * @throws InvalidSettingsException as {@link #read(SettingSources, Collection)}
   */
  public static HookstoneSettings read(SettingSources sources) {
    return read(sources, EndpointParsers.FORMATS);
  }

  /**
   * Reads and checks every setting, whether enabled or not.
   *
   * @param formats the names of the wire formats that exist
   * @throws InvalidSettingsException if any value breaks its rule, if a key is unknown, or if
   *     settings contradict each other; it lists all problems
   */
  public static HookstoneSettings read(SettingSources sources, Collection<String> formats) {
    return SettingsAssembly.read(sources, formats);
  }

  /** The settings of an application that configures nothing. */
  public static HookstoneSettings defaults() {
    return read(SettingSources.of(Map.of(), new Properties(), Map.of(), null));
  }

  /** Every setting, in the order of the documentation. */
  public static List<SettingDescription> describe() {
    return SettingTable.ALL.stream().map(Setting::description).toList();
  }

  /**
   * What becomes an event.
   *
   * @param includedEntities {@code hookstone.entities.include}
   * @param excludedEntities {@code hookstone.entities.exclude}; wins over inclusion
   * @param excludedProperties {@code hookstone.properties.exclude} with the defaults, unless those
   *     are switched off
   */
  public record Capture(
      List<Glob> includedEntities, List<Glob> excludedEntities, List<Glob> excludedProperties) {

    /**
     * The properties that are excluded by default: names that smell of secrets. Rather too many
     * than too few, because {@code !defaults} brings a property back and nothing brings back a
     * secret that was sent.
     */
    public static final List<String> SECRET_PROPERTIES =
        List.of(
            "*password*",
            "*passwd*",
            "*passphrase*",
            "*passcode*",
            "*pwd*",
            "*secret*",
            "*token*",
            "*apikey*",
            "*api_key*",
            "*accesskey*",
            "*access_key*",
            "*jwt*",
            "*bearer*",
            "*authorization*",
            "*cookie*",
            "*sessionid*",
            "*session_id*",
            "*privkey*",
            "*privatekey*",
            "*private_key*",
            "*signingkey*",
            "*signing_key*",
            "*encryptionkey*",
            "*encryption_key*",
            "*credential*",
            "*cvv*",
            "*cvc*",
            "*salt*",
            "*pincode*",
            "*pin_code*",
            "*cardnumber*",
            "*card_number*",
            "pin",
            "otp",
            "pass",
            "*recoverycode*",
            "*recovery_code*",
            "*securityanswer*",
            "*security_answer*");

    /** Copies the lists. */
    public Capture {
      includedEntities = List.copyOf(includedEntities);
      excludedEntities = List.copyOf(excludedEntities);
      excludedProperties = List.copyOf(excludedProperties);
    }

    /**
     * Whether changes of an entity become events. The globs are tried on the name as given and on
     * what follows its last dot, so {@code Order} and {@code com.acme.*} both fit {@code
     * com.acme.Order}.
     *
     * @param names how the entity is called; it is included under any of them, and excluded under
     *     any of them
     */
    public boolean includesEntity(String... names) {
      return Arrays.stream(names).anyMatch(name -> anyFits(includedEntities, name))
          && Arrays.stream(names).noneMatch(name -> anyFits(excludedEntities, name));
    }

    /**
     * Whether a property stays out of everything. A glob without a dot is tried on the property, so
     * that {@code *token*} spares the other properties of an entity {@code Token}; a glob with a
     * dot also on {@code Entity.property}, with the name as given and with what follows its last
     * dot.
     */
    public boolean excludesProperty(String entity, String property) {
      return excludedProperties.stream().anyMatch(glob -> fits(glob, entity, property));
    }

    /** Whether a property stays out of everything because of {@link #SECRET_PROPERTIES}. */
    public boolean excludesByDefault(String entity, String property) {
      return excludedProperties.stream()
          .filter(glob -> SECRET_PROPERTIES.contains(glob.pattern()))
          .anyMatch(glob -> fits(glob, entity, property));
    }

    private static boolean fits(Glob glob, String entity, String property) {
      return glob.matches(property)
          || (glob.pattern().indexOf('.') >= 0
              && (glob.matches(entity + "." + property)
                  || glob.matches(simple(entity) + "." + property)));
    }

    private static boolean anyFits(List<Glob> globs, String entity) {
      return globs.stream().anyMatch(glob -> glob.matches(entity) || glob.matches(simple(entity)));
    }

    private static String simple(String entity) {
      return entity.substring(entity.lastIndexOf('.') + 1);
    }
  }

  /**
   * How changes are grouped.
   *
   * @param window how long to collect, 1 ms to 1 h
   * @param maxSize how many change sets end a batch early, 1 to 10,000
   */
  public record Batch(Duration window, int maxSize) {}

  /**
   * What is added to events without Java, and what enrichers may take.
   *
   * @param graphs what is added, by JPA entity name; not yet parsed
   * @param links URL templates, by JPA entity name; not yet parsed
   * @param timeout how long one call of an enricher may take, 10 ms to 5 min
   * @param onFailure what happens if one fails that does not say so itself
   * @param holdFor how long after its change an event is held back at most, 1 s to 7 d
   * @param actingUser class names of what tells who is acting, not yet loaded; may be empty
   */
  public record Enrichment(
      Map<String, String> graphs,
      Map<String, String> links,
      Duration timeout,
      EnrichmentFailure onFailure,
      Duration holdFor,
      List<String> actingUser) {
    /** Copies the collections. */
    public Enrichment {
      graphs = Collections.unmodifiableMap(new LinkedHashMap<>(graphs));
      links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
      actingUser = List.copyOf(actingUser);
    }
  }

  /**
   * When deliveries are tried again.
   *
   * @param schedule the waits before the second, third and later attempts, before jitter, each 1 ms
   *     to 30 d; at most 50, and empty when nothing is tried again
   * @param given whether it was set, and is not the default
   */
  public record Retry(List<Duration> schedule, boolean given) {
    /** Copies the list. */
    public Retry {
      schedule = List.copyOf(schedule);
    }
  }

  /**
   * How deliveries are sent.
   *
   * @param timeout the deadline of one attempt, 100 ms to 5 min
   * @param maxInFlight how many attempts run at once, 1 to 10,000
   * @param maxInFlightPerEndpoint how many of them for one endpoint, 1 to {@code maxInFlight}
   * @param allowHttp whether endpoints may have http URLs
   * @param allowedNetworks what the address guard lets through although it is private; may be empty
   */
  public record Delivery(
      Duration timeout,
      int maxInFlight,
      int maxInFlightPerEndpoint,
      boolean allowHttp,
      List<Cidr> allowedNetworks) {
    /** Copies the list. */
    public Delivery {
      allowedNetworks = List.copyOf(allowedNetworks);
    }
  }

  /**
   * Where Hookstone's own tables are.
   *
   * @param prefix how their names begin, {@code [a-z][a-z0-9_]{0,29}}
   * @param schema the schema, or {@code null} for the default of the persistence unit
   * @param catalog the catalog, or {@code null} for the default of the persistence unit
   * @param management what to do about them at start-up
   */
  public record Tables(
      String prefix,
      @Nullable String schema,
      @Nullable String catalog,
      SchemaManagement management) {}
}
