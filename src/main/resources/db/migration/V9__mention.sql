-- What somebody wants to hear of a room: ALL, MENTIONS or NOTHING, and not before quiet_until. moved_at is when the read
-- cursor or one of these last moved, so that a node finds what moved on another; it has no index, for it changes often.
alter table membership add column attention varchar(16) default 'ALL' not null;
alter table membership add column quiet_until timestamp(6) with time zone;
alter table membership add column moved_at timestamp(6) with time zone;

-- Whom a message mentions, as it is shown: "here", "room" and the ids of accounts. Null for nearly all messages.
alter table message add column mentions varchar(1200);

-- The same to be counted and listed: one row for each account that a message names.
create table mention (
    account bigint                      not null,
    room    bigint                      not null,
    seq     bigint                      not null,
    message bigint                      not null,
    said_at timestamp(6) with time zone not null,
    constraint mention_pk primary key (account, room, seq),
    constraint mention_account_exists foreign key (account) references account (id),
    constraint mention_message_exists foreign key (message) references message (id)
);

create index mention_by_time on mention (account, said_at, message);
create index mention_by_message on mention (message);

-- @room and @here, however many they mean: everybody from the first account to the last if accounts is null, otherwise
-- those of accounts. @here of many is several rows, so that none is long.
create table room_mention (
    room          bigint                      not null,
    seq           bigint                      not null,
    first_account bigint                      not null,
    last_account  bigint                      not null,
    accounts      bigint array,
    author        bigint                      not null,
    message       bigint                      not null,
    said_at       timestamp(6) with time zone not null,
    constraint room_mention_pk primary key (room, seq, first_account),
    constraint room_mention_message_exists foreign key (message) references message (id)
);

create index room_mention_by_time on room_mention (room, said_at, message);
create index room_mention_by_message on room_mention (message);

-- How somebody wants to be notified. No row: as it is from the start.
create table notification_settings (
    account    bigint primary key,
    desktop    boolean not null,
    sound      boolean not null,
    quiet_from varchar(5),
    quiet_to   varchar(5),
    time_zone  varchar(64),
    constraint notification_settings_account_exists foreign key (account) references account (id)
);
