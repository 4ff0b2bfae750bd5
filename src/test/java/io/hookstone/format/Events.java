package io.hookstone.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hookstone.change.ChangeSet;
import io.hookstone.change.EntityChange;
import io.hookstone.change.EntityRef;
import io.hookstone.change.Operation;
import io.hookstone.event.EnrichmentNote;
import io.hookstone.event.EventTypes;
import io.hookstone.event.WebhookEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events for the tests of formats. Immutable: every method returns a copy. */
record Events(
    String entity,
    String id,
    Operation operation,
    @Nullable String type,
    String data,
    @Nullable String changes,
    @Nullable String tenant,
    EnrichmentNote note) {

  static final UUID DELIVERY = UUID.fromString("0193ffff-0000-7000-8000-000000000d01");

  static Events of(String entity, Operation operation, String data) {
    return new Events(entity, "42", operation, null, data, null, null, EnrichmentNote.NONE);
  }

  Events id(String text) {
    return new Events(entity, text, operation, type, data, changes, tenant, note);
  }

  Events type(String name) {
    return new Events(entity, id, operation, name, data, changes, tenant, note);
  }

  Events changes(String json) {
    return new Events(entity, id, operation, type, data, json, tenant, note);
  }

  Events tenant(String name) {
    return new Events(entity, id, operation, type, data, changes, name, note);
  }

  Events enriched(List<String> added, List<String> failed) {
    return new Events(
        entity, id, operation, type, data, changes, tenant, new EnrichmentNote(added, failed));
  }

  OutgoingEvent outgoing() {
    var change = new EntityChange(new EntityRef(entity, id), operation, data, changes);
    var changeSet =
        new ChangeSet(
            UUID.fromString("01930000-0000-7000-8000-000000000001"),
            Instant.parse("2026-11-21T14:30:00.123456Z"),
            tenant,
            null,
            List.of(change));
    var event =
        WebhookEvent.of(
            UUID.fromString("0193abcd-0000-7000-8000-00000000beef"),
            type == null ? EventTypes.defaultType(change) : type,
            changeSet,
            change,
            data,
            note);
    return OutgoingEvent.whole(event, DELIVERY);
  }

  String body(WebhookFormat format) {
    return new String(format.body(outgoing()), UTF_8);
  }

  OutgoingRequest request(WebhookFormat format) {
    return OutgoingRequest.single(outgoing(), format.body(outgoing()));
  }

  static Map<String, String> map(List<Header> headers) {
    var map = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(header -> map.put(header.name(), header.value()));
    return map;
  }
}
