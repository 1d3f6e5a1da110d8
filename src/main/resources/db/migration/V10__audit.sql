-- What was done by rank, and what was tried: entries are added, never changed. The numbers have no holes and each hash covers
-- the entry and the hash before it; both are taken under the lock of the one row of audit_head. Ids are no foreign keys: an
-- entry outlives what it is about.
create table audit (
    number  bigint primary key,
    at      timestamp(6) with time zone not null,
    actor   bigint                      not null,
    address varchar(64),
    kind    varchar(40)                 not null,
    outcome varchar(8)                  not null,
    target  bigint,
    room    bigint,
    message bigint,
    reason  varchar(500),
    detail  varchar(4000)               not null,
    hash    varchar(64)                 not null
);

create index audit_by_actor on audit (actor, number);
create index audit_by_target on audit (target, number);
create index audit_by_room on audit (room, number);
create index audit_by_kind on audit (kind, number);

create table audit_head (
    id     integer primary key,
    number bigint      not null,
    hash   varchar(64) not null
);

insert into audit_head (id, number, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
