-- A direct room is known by who is in it: members_key is the sorted ids of its members, and null for other rooms and for
-- a direct room that somebody left. Two who open it at once get one room.
alter table room add column members_key varchar(200);

alter table room add constraint room_members_unique unique (members_key);

-- A direct room that its member does not want to see. It is nobody else's business, so it takes no rev.
alter table membership add column hidden boolean default false not null;

-- Whom somebody asks to talk who shares no room with them, until they accept. Declined is: the membership is hidden.
-- told: the notice has gone out, with the first message.
create table direct_request (
    room       bigint                      not null,
    account    bigint                      not null,
    sender     bigint                      not null,
    created_at timestamp(6) with time zone not null,
    told       boolean                     not null,
    constraint direct_request_pk primary key (room, account),
    constraint direct_request_room_exists foreign key (room) references room (id),
    constraint direct_request_account_exists foreign key (account) references account (id),
    constraint direct_request_sender_exists foreign key (sender) references account (id)
);

create index direct_request_by_account on direct_request (account);
create index direct_request_by_sender on direct_request (sender);

create table account_block (
    account    bigint                      not null,
    blocked    bigint                      not null,
    created_at timestamp(6) with time zone not null,
    constraint account_block_pk primary key (account, blocked),
    constraint account_block_account_exists foreign key (account) references account (id),
    constraint account_block_blocked_exists foreign key (blocked) references account (id)
);

create index account_block_by_blocked on account_block (blocked);

-- Who has no row has never changed anything.
create table direct_setting (
    account       bigint primary key,
    accept        varchar(16) not null,
    read_receipts boolean     not null,
    constraint direct_setting_account_exists foreign key (account) references account (id)
);
