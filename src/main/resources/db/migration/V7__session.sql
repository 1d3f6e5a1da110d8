-- A live connection that passed CONNECT, on whatever node. No heart-beat writes here: the node renews one lease for all of
-- its sessions. sign_in is no foreign key, because a sign-in may end while its session is being written.
create table session (
    id           uuid primary key,
    node         varchar(36)                 not null,
    account      bigint                      not null,
    sign_in      varchar(64)                 not null,
    connected_at timestamp(6) with time zone not null,
    transport    varchar(16)                 not null,
    address      varchar(64),
    user_agent   varchar(256),
    idle         boolean                     not null,
    constraint session_account_exists foreign key (account) references account (id)
);

create index session_by_account on session (account);
create index session_by_node on session (node);

-- What an account chose (availability, status) and what others see of it (presence, last_seen_at, shown): they are shown
-- no other columns, so that nothing tells an invisible account from an offline one. leaves_at: nobody is there any more,
-- and it is shown as offline from then on. due_at: when this row changes by itself. rev is the number of the last change
-- that its owner sees, shown_rev of the last that others see.
create table presence (
    account      bigint primary key,
    availability varchar(16)                 not null,
    status_text  varchar(200)                not null,
    status_emoji varchar(64),
    status_until timestamp(6) with time zone,
    presence     varchar(16)                 not null,
    last_seen_at timestamp(6) with time zone,
    leaves_at    timestamp(6) with time zone,
    shown_text   varchar(200)                not null,
    shown_emoji  varchar(64),
    shown_until  timestamp(6) with time zone,
    due_at       timestamp(6) with time zone,
    rev          bigint                      not null,
    shown_rev    bigint                      not null,
    constraint presence_account_exists foreign key (account) references account (id)
);

create index presence_by_rev on presence (rev);
create index presence_by_due on presence (due_at);

-- One row. Whoever changes presences takes its lock first, so that the numbers are committed in their order and two nodes
-- never judge the same account at once.
create table presence_head (
    id  integer primary key,
    rev bigint not null
);

insert into presence_head (id, rev) values (1, 0);
