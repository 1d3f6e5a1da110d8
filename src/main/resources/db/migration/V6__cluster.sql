-- The server processes that share this database. The database's clock alone decides whether a lease has run out.
create table node (
    id          varchar(36) primary key,
    started_at  timestamp(6) with time zone not null,
    lease_until timestamp(6) with time zone not null
);

-- What every node has to hear and belongs to no room. The numbers have no holes and are committed in their order: they are
-- taken under the lock of the one row of control_head.
create table control (
    number     bigint primary key,
    kind       varchar(40)                 not null,
    body       varchar(4000)               not null,
    written_at timestamp(6) with time zone not null
);

create index control_by_time on control (written_at);

create table control_head (
    id     integer primary key,
    number bigint not null
);

insert into control_head (id, number) values (1, 0);

-- When the room's log last went on, so that a node can ask which rooms moved on the others.
alter table room add column moved_at timestamp(6) with time zone;

update room set moved_at = current_timestamp;

alter table room alter column moved_at set not null;

create index room_by_move on room (moved_at);
