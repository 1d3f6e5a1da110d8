-- What administrators chose while the server runs, instead of what is configured; as text, in the notation of the configuration.
create table setting (
    name       varchar(80) primary key,
    text       varchar(200)                not null,
    changed_by bigint                      not null,
    changed_at timestamp(6) with time zone not null
);

-- The case that a decision came of, if it came of one: an appeal against it goes there.
alter table sanction add column moderation_case bigint;

create index sanction_by_case on sanction (moderation_case, id);
