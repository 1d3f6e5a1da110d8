-- What a program has pushed under a key of its own and that the log does not know by itself: it acts once.
create table push_key (
    account bigint                      not null,
    text    varchar(200)                not null,
    used_at timestamp(6) with time zone not null,
    constraint push_key_pk primary key (account, text)
);

create index push_key_by_time on push_key (used_at);
