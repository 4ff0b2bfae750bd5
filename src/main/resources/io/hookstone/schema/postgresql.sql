-- The tables of Hookstone for PostgreSQL. Safe to run again. For another prefix, replace webhook_ everywhere.

create table if not exists webhook_outbox (
    id uuid not null,
    tenant_id varchar(255),
    created_at timestamp(6) with time zone not null,
    changes bytea not null,
    primary key (id)
);
create index if not exists webhook_outbox_created_at on webhook_outbox (created_at);

create table if not exists webhook_event (
    id uuid not null,
    type varchar(255) not null,
    entity varchar(255) not null,
    entity_id varchar(500) not null,
    operation varchar(16) not null,
    tenant_id varchar(255),
    occurred_at timestamp(6) with time zone not null,
    transaction_id uuid not null,
    revision bigint,
    data text not null,
    changes text,
    origin varchar(16),
    enrichment text,
    primary key (id)
);
create index if not exists webhook_event_type on webhook_event (type, id);
create index if not exists webhook_event_entity on webhook_event (entity, entity_id, id);

create table if not exists webhook_delivery (
    id uuid not null,
    event_id uuid not null,
    endpoint_id uuid not null,
    status varchar(16) not null,
    attempts integer not null,
    manual boolean not null,
    created_at timestamp(6) with time zone not null,
    next_attempt_at timestamp(6) with time zone,
    last_attempt_at timestamp(6) with time zone,
    response_status integer,
    duration_ms bigint,
    error varchar(1000),
    primary key (id)
);
create index if not exists webhook_delivery_due on webhook_delivery (next_attempt_at)
    where status in ('PENDING', 'RETRYING');
create index if not exists webhook_delivery_event on webhook_delivery (event_id);
create index if not exists webhook_delivery_endpoint on webhook_delivery (endpoint_id, id);

create table if not exists webhook_attempt (
    id uuid not null,
    delivery_id uuid not null,
    number integer not null,
    manual boolean not null,
    attempted_at timestamp(6) with time zone not null,
    duration_ms bigint not null,
    request_headers text not null,
    response_status integer,
    response_headers text,
    response_body text,
    error varchar(1000),
    primary key (id)
);
create index if not exists webhook_attempt_delivery on webhook_attempt (delivery_id, number);

create table if not exists webhook_endpoint (
    id uuid not null,
    name varchar(100) not null,
    url varchar(2048) not null,
    events text not null,
    format varchar(64) not null,
    description varchar(1000),
    headers text,
    event_filter text,
    policies text,
    tenant_id varchar(255),
    declared boolean not null,
    status varchar(16) not null,
    status_reason varchar(1000),
    status_since timestamp(6) with time zone not null,
    created_at timestamp(6) with time zone not null,
    updated_at timestamp(6) with time zone not null,
    version integer not null,
    primary key (id)
);
create unique index if not exists webhook_endpoint_name on webhook_endpoint (name);

create table if not exists webhook_secret (
    id uuid not null,
    endpoint_id uuid not null,
    signing_key varchar(255) not null,
    valid_from timestamp(6) with time zone not null,
    valid_until timestamp(6) with time zone,
    primary key (id)
);
create index if not exists webhook_secret_endpoint on webhook_secret (endpoint_id);
