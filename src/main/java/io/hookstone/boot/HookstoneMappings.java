package io.hookstone.boot;

import io.hookstone.settings.HookstoneSettings;
import org.hibernate.Version;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;

/**
 * Adds the entities of Hookstone to the application's model, if it is enabled. Found by service
 * loader (Hibernate ORM 6.3 and later, {@link AdditionalMappingContributor}).
 */
public final class HookstoneMappings implements AdditionalMappingContributor {

  /** For the service loader. */
  public HookstoneMappings() {}

  @Override
  public String getContributorName() {
    return "hookstone";
  }

  /**
   * Adds the entities.
   *
   * @throws io.hookstone.settings.InvalidSettingsException if any setting is wrong
   * @throws StartupException if this Hibernate version is not supported
   */
  @Override
  public void contribute(
      AdditionalMappingContributions contributions,
      InFlightMetadataCollector metadata,
      ResourceStreamLocator resourceStreamLocator,
      MetadataBuildingContext buildingContext) {
    var services = buildingContext.getBuildingOptions().getServiceRegistry();
    var sources = SettingsOfHost.of(services);
    if (HookstoneSettings.enabled(sources)) {
      HostChecks.checkHibernate(Version.getVersionString());
      var unused = HookstoneSettings.read(sources, Formats.names(services));
      OwnTables.ENTITIES.forEach(contributions::contributeEntity);
    }
  }
}
