package io.hookstone.enrich;

import java.util.Optional;
import org.hibernate.Session;

/**
 * What an enricher has to work with. Confined to the call that receives it.
 *
 * @param session reads the database as it is now, in a transaction of its own that is rolled back;
 *     read-only, never flushed. Its rows may be newer than the event, or gone
 * @param tenantId the tenant of all events of the call, if there are tenants
 * @param model renders values as captured data has them, and says what must not leave the process
 */
public record EnrichmentContext(Session session, Optional<String> tenantId, EntityModel model) {}
